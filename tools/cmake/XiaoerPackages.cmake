# Debian 12's packages, by their own finders where they have one.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(OPENCC REQUIRED IMPORTED_TARGET opencc)
pkg_check_modules(LIBEDIT REQUIRED IMPORTED_TARGET libedit)
# Debian's is compiled against its own libfmt: both come with the flags of the one file.
pkg_check_modules(SPDLOG REQUIRED IMPORTED_TARGET spdlog)
# With the library's own flags: its classes have other members without them.
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
