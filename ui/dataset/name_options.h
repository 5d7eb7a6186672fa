// SPDX-License-Identifier: GPL-3.0-or-later
// The options in the name of data, one by one: "houses.csv,test=0.3" has the option test. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pellucid::ui {

/// Its text; none where the name does not have it.
std::optional<std::string> optionOf(const std::string& name, std::string_view option);

/// The name with this value in place of the option's previous one, or appended; without the option where
/// there is no value.
std::string withOption(const std::string& name, std::string_view option,
                       const std::optional<std::string>& value);

/// The parts of an option that lists columns: "a|b".
std::vector<std::string> listOption(const std::string& name, std::string_view option);
std::string withListOption(const std::string& name, std::string_view option,
                           const std::vector<std::string>& parts);

}  // namespace pellucid::ui
