// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/check.h"

#include <stdexcept>
#include <string>

namespace pellucid::engine {

void failCheck(std::string_view message) {
  throw std::logic_error("Internal error: " + std::string(message));
}

}  // namespace pellucid::engine
