// SPDX-License-Identifier: GPL-3.0-or-later
// All settings of a run as names and values, so that two runs can be compared side by side. Pure.
#pragma once

#include <QString>
#include <vector>

#include "ui/document/document.h"

namespace pellucid::ui {

struct SettingRow {
  QString name;
  QString value;
  friend bool operator==(const SettingRow&, const SettingRow&) = default;
};

/// The same names in the same order for every design.
std::vector<SettingRow> settingRows(const Design& design);

struct DifferentRow {
  QString name;
  QString first;
  QString second;
};

/// Those whose values differ.
std::vector<DifferentRow> differentRows(const Design& first, const Design& second);

}  // namespace pellucid::ui
