// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers from one start to the next, as one value in one file. Every value is checked when
// it is read; a file that can't be read is kept aside and never stops a start.
#pragma once

#include <QStandardPaths>
#include <QStringList>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "ui/canvas/value_range.h"
#include "ui/plots/curve_controls.h"

namespace pellucid::app {

struct Settings {
  std::optional<bool> isDark;           ///< none: follows the system
  std::optional<bool> isMotionReduced;  ///< likewise
  std::string language;                 ///< as for --language; empty: the system's
  double stepsPerSecond = 0;            ///< 0: as fast as possible
  ui::RangeMode ranges = ui::RangeMode::Layer;
  bool hasLeftColumn = true;
  bool hasRightColumn = true;
  int width = 0;  ///< of the window, in pixels; 0 before the first start
  int height = 0;
  bool isMaximized = false;
  std::map<std::string, std::vector<int>> splits;  ///< pane sizes, by WorkspaceView's names
  std::map<std::string, std::string> tabs;         ///< front panels, likewise
  std::optional<QStringList> openGroups;           ///< of the training panel; none: the default ones
  ui::CurveChoices curves;                         ///< how the curves are drawn
  std::vector<std::string> silenced;               ///< diagnosis rules that are not shown
  std::vector<std::string> recent;                 ///< projects, newest first
  friend bool operator==(const Settings&, const Settings&) = default;

  static constexpr std::size_t kMostRecent = 10;
};

/// The program's folder for its user: PELLUCID_CONFIG_DIR, or `pellucid` in the user's folder of that kind.
std::filesystem::path ownFolder(QStandardPaths::StandardLocation usual);

/// In the folder PELLUCID_CONFIG_DIR, or in the user's settings folder.
std::filesystem::path settingsFile();

struct ReadSettings {
  Settings settings;
  std::optional<engine::Message> problem;  ///< why the defaults are used, and where the file is kept
};
/// The defaults if there is no file.
ReadSettings readSettings(const std::filesystem::path& file);
/// Makes the folder as well.
engine::Result<void> writeSettings(const std::filesystem::path& file, const Settings& settings);

}  // namespace pellucid::app
