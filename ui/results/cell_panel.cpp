// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/cell_panel.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/results/results_text.h"
#include "ui/run/place_names.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

CellPanel::CellPanel(Results& results, QWidget* parent)
    : QWidget(parent),
      m_results(results),
      m_model(results),
      m_list(new SampleList(m_model, false)),
      m_title(new QLabel),
      m_caption(mutedLabel()) {
  m_title->setProperty("heading", true);
  m_title->setWordWrap(true);
  m_list->setAccessibleName(tr("Samples of the chosen cell"));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(4);
  rows->addWidget(m_title);
  rows->addWidget(m_caption);
  rows->addWidget(m_list, 1);
  results.watch(*this);
  connect(&results, &Results::lookChanged, this, &CellPanel::refresh);
  connect(&results, &Results::cellChanged, this, &CellPanel::refresh);
  connect(&results, &Results::shownChanged, this, [this] { m_model.refreshShown(); });
  connect(m_list, &SampleList::wanted, &results, &Results::want);
  refresh();
}

void CellPanel::refresh() {
  const Look* look = m_results.look().get();
  const auto& cell = m_results.cell();
  const bool hasCell = look != nullptr && look->confusion && cell;
  if (!hasCell) {
    m_model.show({});
    m_title->setText(tr("Which samples are they?"));
    m_caption->setText(look != nullptr && !look->confusion
                           ? tr("Click a point of the plots to put its sample on the canvas.")
                           : tr("Choose a cell of the matrix to see its samples here."));
    return;
  }
  std::vector<engine::Index> samples = engine::samplesIn(look->answers, cell->truth, cell->answered);
  m_title->setText(cellText(*look, *cell));
  const QString truth = classText(*look->dataset, cell->truth);
  const QString all = countText(look->confusion->samplesOf(cell->truth));
  m_caption->setText(samples.empty() ? tr("None of the %1 of %2.").arg(all, truth)
                                     : tr("Of the %1 of %2; the surest first, with how sure the network is. "
                                          "Enter puts one on the canvas.")
                                           .arg(all, truth));
  m_caption->setToolTip(certaintyLesson(*look));
  m_model.show(std::move(samples));
}

}  // namespace pellucid::ui
