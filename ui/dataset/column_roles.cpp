// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/column_roles.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "ui/dataset/name_options.h"

namespace pellucid::ui {
namespace {

using Role = engine::DataColumn::Role;

std::string nameInOptions(const engine::DataColumn& column, std::size_t index) {
  const bool isWritable = !column.name.empty() && column.name.find_first_of(",|=+:") == std::string::npos;
  return isWritable ? column.name : fmt::format("column {}", index + 1);
}

std::string withRoles(const std::string& name, const std::vector<engine::DataColumn>& columns,
                      const std::vector<Role>& roles) {
  std::vector<std::string> targets;
  std::vector<std::string> ignored;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (roles[i] == Role::Target) targets.push_back(nameInOptions(columns[i], i));
    if (roles[i] == Role::LeftOut) ignored.push_back(nameInOptions(columns[i], i));
  }
  const std::string without = withOption(name, "inputs", std::nullopt);
  return withListOption(withListOption(without, "targets", targets), "ignore", ignored);
}

}  // namespace

std::string withRole(const std::string& name, const std::vector<engine::DataColumn>& columns,
                     const ColumnNumbers& which, engine::DataColumn::Role role) {
  std::vector<Role> roles;
  for (const engine::DataColumn& column : columns) roles.push_back(column.role);
  for (const std::size_t column : which) roles[column] = role;
  return withRoles(name, columns, roles);
}

std::string withOneHot(const std::string& name, const std::vector<engine::DataColumn>& columns,
                       const ColumnNumbers& which, bool isOneHot) {
  std::vector<std::string> listed = listOption(name, "onehot");
  for (const std::size_t column : which) {
    std::erase(listed, columns[column].name);
    std::erase(listed, nameInOptions(columns[column], column));
    if (isOneHot && columns[column].role != Role::Target)
      listed.push_back(nameInOptions(columns[column], column));
  }
  return withOption(withListOption(name, "onehot", listed), "shape", std::nullopt);
}

std::string withPixels(const std::string& name, const std::vector<engine::DataColumn>& columns,
                       const ColumnNumbers& which) {
  ColumnNumbers pixels;
  std::ranges::copy_if(which, std::back_inserter(pixels),
                       [&](std::size_t column) { return columns[column].role != Role::Target; });
  if (pixels.empty()) return name;
  std::vector<Role> roles;
  for (const engine::DataColumn& column : columns)
    roles.push_back(column.role == Role::Target ? Role::Target : Role::LeftOut);
  for (const std::size_t column : pixels) roles[column] = Role::Input;
  std::size_t height = 1;
  for (std::size_t side = 1; side * side <= pixels.size(); ++side)
    if (pixels.size() % side == 0) height = side;
  return withOption(withOneHot(withRoles(name, columns, roles), columns, pixels, false), "shape",
                    fmt::format("{}x{}", height, pixels.size() / height));
}

}  // namespace pellucid::ui
