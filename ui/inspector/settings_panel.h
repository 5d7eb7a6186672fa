// SPDX-License-Identifier: GPL-3.0-or-later
// How the network is trained: everything in a TrainingSpec, the initial weights and the seed, in folding
// groups. Follows the document and edits it.
#pragma once

#include <QLabel>
#include <QStringList>
#include <QWidget>
#include <vector>

#include "ui/document/document.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

class SchedulePlot;
class SettingsGroup;

class SettingsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit SettingsPanel(Document& document);

  /// Where the run is, and whether a new run would replace a trained one.
  void showMoment(const Moment& moment);

  /// The ids of the groups that are open, for the next start; others are folded.
  QStringList openGroups() const;
  void setOpenGroups(const QStringList& ids);
  const std::vector<SettingsGroup*>& groups() const { return m_groups; }

 signals:
  /// Why an input was refused, or what changed with it.
  void noted(const QString& message);

 private:
  void showDocument();
  void showRestart(bool isTrained);

  SchedulePlot* m_plot;
  std::vector<SettingsGroup*> m_groups;
  QLabel* m_restart;
};

}  // namespace pellucid::ui
