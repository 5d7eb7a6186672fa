// SPDX-License-Identifier: GPL-3.0-or-later
// The arms of an experiment as rows: how each starts, and how many of its layers are frozen. Arms with
// individual padlocks have a toggle for each layer. Uses the text form that parseArms() reads. Lives on the
// window's thread.
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>

#include "engine/model/network_spec.h"

class QLabel;
class QMenu;
class QVBoxLayout;

namespace pellucid::ui {

class ToggleGrid;

class ArmEditor : public QWidget {
  Q_OBJECT

 public:
  explicit ArmEditor(QWidget* parent = nullptr);

  /// "scratch,frozen,lock:1+2"; unknown arms are kept as they are.
  void setArms(const QString& text);
  QString arms() const { return m_arms.join(QLatin1Char(',')); }
  /// The layers that can have padlocks; none where they are not known yet, in which case they are shown by
  /// number.
  void setNetwork(const std::optional<engine::NetworkSpec>& network);

 signals:
  /// By the user only.
  void edited();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Row {
    QLabel* dot = nullptr;
    QLabel* name = nullptr;
    QLabel* frozen = nullptr;
    ToggleGrid* padlocks = nullptr;  ///< null except for individual padlocks
  };

  void makeRows();
  Row makeRow(int arm);
  void showRow(int arm);
  void paintDots();
  void fillMenu();
  void add(const QString& arm);
  void lock(int arm, int place, bool isLocked);
  QString newLock() const;
  std::vector<int> layers() const;

  QStringList m_arms;
  std::optional<engine::NetworkSpec> m_network;
  std::vector<Row> m_rowsShown;
  QWidget* m_rows = nullptr;
  QVBoxLayout* m_layout;
  QMenu* m_menu;
};

}  // namespace pellucid::ui
