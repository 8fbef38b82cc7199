// Base64 (RFC 4648) for pictures inside the page.
#pragma once

#include <string>
#include <string_view>

namespace dermavox::report {

std::string base64(std::string_view bytes);

}  // namespace dermavox::report
