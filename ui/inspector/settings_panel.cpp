// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/settings_panel.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/inspector/acts_sign.h"
#include "ui/inspector/training_groups.h"
#include "ui/widgets/muted_label.h"

namespace pellucid::ui {
namespace {

QHBoxLayout* legendRow(ActsSign* sign, QLabel* text) {
  text->setToolTip(sign->toolTip());
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  row->addWidget(sign, 0, Qt::AlignTop);
  row->addWidget(text, 1);
  return row;
}

}  // namespace

SettingsPanel::SettingsPanel(Document& document) : m_plot(new SchedulePlot), m_restart(mutedLabel()) {
  m_groups = {makeStepsGroup(document),    makeRateGroup(document, m_plot), makePenaltiesGroup(document),
              makeClippingGroup(document), makeBatchesGroup(document),      makeAugmentationGroup(document),
              makeWeightsGroup(document),  makeStoppingGroup(document)};
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(8, 10, 8, 10);
  rows->setSpacing(2);
  rows->addLayout(legendRow(new ActsSign(true), mutedLabel(tr("acts at once, like the padlocks"))));
  m_restart->setMinimumHeight(2 * fontMetrics().lineSpacing());
  m_restart->setAlignment(Qt::AlignTop);
  rows->addLayout(legendRow(new ActsSign(false), m_restart));
  for (SettingsGroup* group : m_groups) {
    rows->addWidget(group);
    connect(group, &SettingsGroup::noted, this, &SettingsPanel::noted);
  }
  rows->addStretch();
  setOpenGroups({QStringLiteral("steps"), QStringLiteral("rate"), QStringLiteral("batches"),
                 QStringLiteral("weights")});
  showRestart(false);
  connect(&document, &Document::designChanged, this, &SettingsPanel::showDocument);
  connect(&document, &Document::experimentChanged, this, &SettingsPanel::showDocument);
  showDocument();
}

void SettingsPanel::showDocument() {
  for (SettingsGroup* group : m_groups) group->showDocument();
}

void SettingsPanel::showMoment(const Moment& moment) {
  const engine::Snapshot& now = *moment.snapshot;
  showRestart(now.state.step >= now.stepsPerEpoch);
  m_plot->showPlace(
      {.step = now.state.step, .stepsPerEpoch = now.stepsPerEpoch, .plateau = now.state.plateau});
}

QStringList SettingsPanel::openGroups() const {
  QStringList ids;
  for (const SettingsGroup* group : m_groups)
    if (group->isOpen()) ids << group->id();
  return ids;
}

void SettingsPanel::setOpenGroups(const QStringList& ids) {
  for (SettingsGroup* group : m_groups) group->setOpen(ids.contains(group->id()));
}

void SettingsPanel::showRestart(bool isTrained) {
  const QString text = isTrained ? tr("⚠ starts again; this run comes back with Undo (Ctrl+Z)")
                                 : tr("starts again from initial weights");
  if (m_restart->text() == text) return;
  m_restart->setText(text);
  m_restart->setProperty("muted", !isTrained);
  m_restart->style()->unpolish(m_restart);
  m_restart->style()->polish(m_restart);
}

}  // namespace pellucid::ui
