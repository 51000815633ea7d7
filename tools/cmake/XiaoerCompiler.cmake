# Compiler settings that every target of ours shares.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(xiaoer_options INTERFACE)
target_include_directories(xiaoer_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(xiaoer_options INTERFACE -Wall -Wextra)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC bug 105651: a false positive in std::string's operator+.
  target_compile_options(xiaoer_options INTERFACE -Wno-restrict)
endif()
if(XIAOER_WERROR)
  target_compile_options(xiaoer_options INTERFACE -Werror)
endif()
if(XIAOER_SANITIZE)
  target_compile_options(xiaoer_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(xiaoer_options INTERFACE -fsanitize=address,undefined)
endif()
if(XIAOER_FUZZ)
  target_compile_options(xiaoer_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The fastest linker there is; the default one where it is missing.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  target_link_options(xiaoer_options INTERFACE -fuse-ld=mold)
endif()

# xiaoer_library(NAME folder... [LINK libs...]): a static library of every .cc directly in the folders.
function(xiaoer_library name)
  cmake_parse_arguments(arg "" "" "DIRS;LINK;PRIVATE_LINK" ${ARGN})
  set(sources)
  foreach(dir ${arg_DIRS})
    file(GLOB found CONFIGURE_DEPENDS ${dir}/*.cc)
    list(APPEND sources ${found})
  endforeach()
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE xiaoer_options ${arg_LINK} ${arg_PRIVATE_LINK})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC xiaoer_options ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
endfunction()
