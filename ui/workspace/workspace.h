// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows at one time, as a value: a tree of splits and tabs whose leaves are panel ids.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace pellucid::ui {

struct Arrangement {
  enum class Kind {
    Panel,
    Tabs,
    Row,     ///< parts side by side, from left to right
    Column,  ///< parts one above the other, from top to bottom
  };
  Kind kind = Kind::Panel;
  QStringList panels;              ///< one, or those of the tabs
  std::vector<Arrangement> parts;  ///< of a row or a column
  /// Pixels along the row or column that contains it; 0 for the part that takes the space left by the others.
  int size = 0;
};

/// Leaves and nodes, written as a nested tree.
namespace arrange {
inline Arrangement panel(const QString& id, int size = 0) {
  return {.kind = Arrangement::Kind::Panel, .panels = {id}, .parts = {}, .size = size};
}
inline Arrangement tabs(const QStringList& ids, int size = 0) {
  return {.kind = Arrangement::Kind::Tabs, .panels = ids, .parts = {}, .size = size};
}
inline Arrangement row(std::vector<Arrangement> parts, int size = 0) {
  return {.kind = Arrangement::Kind::Row, .panels = {}, .parts = std::move(parts), .size = size};
}
inline Arrangement column(std::vector<Arrangement> parts, int size = 0) {
  return {.kind = Arrangement::Kind::Column, .panels = {}, .parts = std::move(parts), .size = size};
}
}  // namespace arrange

struct Workspace {
  QString id;  ///< never shown, never translated
  Arrangement arrangement;
};

}  // namespace pellucid::ui
