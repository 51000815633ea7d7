// The known name that an author most probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xiaoer {

// "did you mean bargain.open?", or empty if nothing known is near enough to be a typing mistake.
std::string DidYouMean(std::string_view wrong, const std::vector<std::string>& known);

}  // namespace xiaoer
