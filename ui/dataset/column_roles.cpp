// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/column_roles.h"

#include <fmt/format.h>

#include "ui/dataset/name_options.h"

namespace pellucid::ui {
namespace {

std::string nameInOptions(const engine::DataColumn& column, std::size_t index) {
  const bool isWritable = !column.name.empty() && column.name.find_first_of(",|=+:") == std::string::npos;
  return isWritable ? column.name : fmt::format("column {}", index + 1);
}

}  // namespace

std::string withRole(const std::string& name, const std::vector<engine::DataColumn>& columns,
                     std::size_t column, engine::DataColumn::Role role) {
  using Role = engine::DataColumn::Role;
  std::vector<std::string> targets;
  std::vector<std::string> ignored;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Role own = i == column ? role : columns[i].role;
    if (own == Role::Target) targets.push_back(nameInOptions(columns[i], i));
    if (own == Role::LeftOut) ignored.push_back(nameInOptions(columns[i], i));
  }
  const std::string without = withOption(name, "inputs", std::nullopt);
  return withListOption(withListOption(without, "targets", targets), "ignore", ignored);
}

}  // namespace pellucid::ui
