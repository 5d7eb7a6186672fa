// SPDX-License-Identifier: GPL-3.0-or-later
// The changes made to a data set, as controls: a toggle for each class, and a list of changes (inverted,
// turned, noise, …) applied one after the other. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <optional>

#include "engine/data/catalogue.h"
#include "engine/data/data_changes.h"

class QLabel;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace pellucid::ui {

class ToggleGrid;

class DataChangesEditor : public QWidget {
  Q_OBJECT

 public:
  explicit DataChangesEditor(QWidget* parent = nullptr);

  /// Shows these changes of data about which this much is known. Where nothing is known, classes are shown by
  /// number.
  void setChanges(const engine::DataChanges& changes, const std::optional<engine::KnownData>& facts);
  const engine::DataChanges& changes() const { return m_changes; }

 signals:
  /// By the user only.
  void edited();

 private:
  using Index = engine::Index;

  void showAll();
  void showClasses();
  void showSteps();
  void addStepRow(std::size_t step);
  void fillMenu();
  bool fits(engine::DataChange change) const;
  std::size_t classesShown() const;
  void choose(int number, bool isIn);

  engine::DataChanges m_changes;
  std::optional<engine::KnownData> m_data;
  std::size_t m_numbers;  ///< classes that are offered where their number is unknown

  QLabel* m_classesHead;
  ToggleGrid* m_classes;
  QPushButton* m_more;
  QWidget* m_rows = nullptr;
  QVBoxLayout* m_layout;
  QMenu* m_menu;
};

/// "inverted", "a quarter turn to the left": the name of a change on the screen.
QString changeTitle(engine::DataChange change);

}  // namespace pellucid::ui
