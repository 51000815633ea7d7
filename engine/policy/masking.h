// Private data in what buyers write, hidden before it stands in a list that many eyes see.
#pragma once

#include <string>
#include <string_view>

namespace xiaoer {

// Phones, cards and ids (seven digits and more, also 全角 and with blanks or dashes in between) keep
// their first three and last two digits; of an address the town stays, what leads to the door does
// not: 浙江省杭州市西湖区*** . `text` is UTF-8; what is ill-formed in it stays as it is.
std::string MaskPrivate(std::string_view text);

}  // namespace xiaoer
