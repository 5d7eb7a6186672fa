// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/worst_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/results/results_text.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The last choice of the box; the others are engine::WorstBy.
constexpr int kSuspects = 4;
/// The number of looks in which a sample must be wrong and sure before its label is suspected.
constexpr int kLeastLooks = 2;

}  // namespace

WorstPanel::WorstPanel(Results& results, QWidget* parent)
    : QWidget(parent),
      m_results(results),
      m_model(results),
      m_list(new SampleList(m_model, true)),
      m_by(
          described(new QComboBox, tr("What worst means"),
                    tr("The largest loss; wrong and surest; the least sure; the closest decision between two "
                       "classes; or labels that look wrong, because the network was sure of something else "
                       "whenever it was looked at"))),
      m_caption(mutedLabel()) {
  for (const QString& name : {tr("largest loss"), tr("wrong and sure"), tr("least sure"),
                              tr("closest decision"), tr("wrong labels?")})
    m_by->addItem(name);
  m_by->setCurrentIndex(static_cast<int>(engine::WorstBy::Certainty));
  m_list->setAccessibleName(tr("Worst samples"));
  auto* title = new QLabel(tr("Worst first"));
  title->setProperty("heading", true);
  auto* top = new QHBoxLayout;
  top->addWidget(title);
  top->addStretch();
  top->addWidget(m_by);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 6, 10, 8);
  rows->setSpacing(4);
  rows->addLayout(top);
  rows->addWidget(m_caption);
  rows->addWidget(m_list, 1);
  results.watch(*this);
  connect(m_by, &QComboBox::currentIndexChanged, this, &WorstPanel::refresh);
  connect(&results, &Results::lookChanged, this, &WorstPanel::refresh);
  connect(&results, &Results::shownChanged, this, [this] { m_model.refreshShown(); });
  connect(m_list, &SampleList::wanted, &results, &Results::want);
  refresh();
}

std::vector<engine::Index> WorstPanel::wantedSamples() const {
  const Look* look = m_results.look().get();
  if (look == nullptr) return {};
  // For numeric answers there is a loss, and nothing else.
  if (!look->confusion) return engine::worstFirst(look->answers, engine::WorstBy::Loss, kMost);
  if (m_by->currentIndex() < kSuspects)
    return engine::worstFirst(look->answers, static_cast<engine::WorstBy>(m_by->currentIndex()), kMost);
  std::vector<engine::Index> suspects = m_results.suspicions().suspects(kLeastLooks);
  suspects.resize(std::min(suspects.size(), kMost));
  return suspects;
}

QString WorstPanel::caption(std::size_t shown) const {
  const Look* look = m_results.look().get();
  if (look == nullptr) return tr("The samples that the network does worst will be here.");
  const QString all = samplesText(*look->dataset, look->source);
  if (look->confusion && m_by->currentIndex() == kSuspects) {
    const int looks = m_results.suspicions().looks();
    if (looks < kLeastLooks)
      return tr(
          "A label looks wrong when the network is sure of something else in one epoch after the other. "
          "Train with this page open: each epoch is looked at once.");
    return tr("%1 of %2: for at least two of the %3 epochs looked at, up to now, the network is at least 90 "
              "% "
              "sure of another class.")
        .arg(countText(static_cast<qint64>(shown)), all, countText(looks));
  }
  if (look->confusion && m_by->currentIndex() == static_cast<int>(engine::WorstBy::Certainty)) {
    const auto wrong = look->confusion->total() - look->confusion->right();
    if (wrong == 0) return tr("None of the %1 is wrong.").arg(all);
    return tr("%1 of the %2 wrong ones of %3, where the network is surest.")
        .arg(countText(static_cast<qint64>(shown)), countText(wrong), all);
  }
  return tr("%1 of %2.").arg(countText(static_cast<qint64>(shown)), all);
}

void WorstPanel::refresh() {
  const Look* look = m_results.look().get();
  m_by->setVisible(look == nullptr || look->confusion);
  std::vector<engine::Index> samples = wantedSamples();
  m_caption->setText(caption(samples.size()));
  m_model.show(std::move(samples));
}

}  // namespace pellucid::ui
