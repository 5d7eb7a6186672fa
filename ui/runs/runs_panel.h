// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs, and the actions on them. It displays and emits; others act. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <array>

#include "ui/runs/runs_model.h"

class QAction;
class QTableView;
class QToolButton;

namespace pellucid::ui {

class RunsPanel : public QWidget {
  Q_OBJECT

 public:
  /// The book must outlive the panel.
  explicit RunsPanel(RunBook& book, QWidget* parent = nullptr);

  QTableView& table() { return *m_table; }
  RunsModel& model() { return m_model; }
  /// The selected ones, in the order of their rows.
  std::vector<std::uint64_t> selected() const;

 public slots:
  /// For two selected runs, or for one and the shown run.
  void compare();
  /// For the selected run, or for the shown one.
  void repeat();
  void vary();

 signals:
  void showWanted(std::uint64_t run);
  void againWanted(std::uint64_t run);
  void deleteWanted(std::uint64_t run);
  /// An empty name restores the default one.
  void renameWanted(std::uint64_t run, const QString& name);
  void starWanted(std::uint64_t run, bool isStarred);
  void compareWanted(std::uint64_t first, std::uint64_t second);
  void repeatWanted(std::uint64_t run);
  void varyWanted(std::uint64_t run);
  /// Other curves are requested, or a run was renamed.
  void overlaysChanged();
  void noted(const QString& message);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum Deed { Show, Compare, Repeat, Vary, Delete, Tick, Rename, Favour, Sort, DeedCount };

  void makeDeeds();
  QWidget* makeButtons();
  void onClicked(const QModelIndex& index);
  void showRun(std::uint64_t run);
  void deleteSelected();
  /// Sorts by the next column, and after the last one in the order in which they began.
  void sortByNext();
  /// The most recently selected run, or the shown one; none where there is none.
  std::optional<std::uint64_t> chosen() const;
  void updateDeeds();
  void selectAgain();

  RunBook& m_book;
  RunsModel m_model;
  QTableView* m_table;
  std::array<QAction*, DeedCount> m_deeds{};
  bool m_hasTicked = false;  ///< the click was on the tick
  std::vector<std::uint64_t> m_selected;
};

}  // namespace pellucid::ui
