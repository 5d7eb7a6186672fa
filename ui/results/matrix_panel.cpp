// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/matrix_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/results/numbers_plot.h"
#include "ui/results/results_text.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

enum Page { kMatrixPage, kNumbersPage, kEmptyMatrixPage };

}  // namespace

MatrixPanel::MatrixPanel(Results& results, QWidget* parent)
    : QWidget(parent),
      m_results(results),
      m_model(results),
      m_view(new ConfusionView(m_model)),
      m_numbers(new NumbersPlot(results)),
      m_pages(new QStackedWidget),
      m_title(new QLabel),
      m_caption(mutedLabel()),
      m_empty(mutedLabel()),
      m_compare(new QToolButton) {
  m_title->setProperty("heading", true);
  m_empty->setAlignment(Qt::AlignCenter);
  m_caption->setMinimumHeight(2 * m_caption->fontMetrics().lineSpacing());
  m_caption->setAlignment(Qt::AlignTop);
  m_pages->addWidget(m_view);
  m_pages->addWidget(m_numbers);
  m_pages->addWidget(m_empty);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(4);
  m_compare->setText(tr("Co&mpare"));
  m_compare->setCheckable(true);
  m_compare->setFocusPolicy(Qt::StrongFocus);
  m_compare->setToolTip(tr(
      "Keeps this matrix. From then on the cells tell what the step that is shown has more (+) or less (−), "
      "also after other training or in another run on the same data. Press again to see the matrix itself."));
  connect(m_compare, &QToolButton::clicked, &results, &Results::setComparing);
  auto* top = new QHBoxLayout;
  top->addWidget(m_title, 1);
  top->addWidget(m_compare);
  rows->addLayout(top);
  rows->addWidget(makeChoices());
  rows->addWidget(m_caption);
  rows->addWidget(m_pages, 1);
  results.watch(*this);
  connect(&results, &Results::lookChanged, this, &MatrixPanel::refresh);
  connect(&results, &Results::shownChanged, this, [this] { m_model.refreshShown(); });
  connect(&results, &Results::cellChanged, this, [this] { m_view->showCell(m_results.cell()); });
  connect(m_view, &ConfusionView::cellChosen, &results, [&results](Cell cell) { results.setCell(cell); });
  connect(m_view, &ConfusionView::cellEntered, this, &MatrixPanel::samplesWanted);
  refresh();
}

QWidget* MatrixPanel::makeChoices() {
  m_source = described(new QComboBox, tr("Samples"),
                       tr("Test samples never took part in training, so they tell whether the network has "
                          "learned something general. Training samples tell what it could not learn."));
  m_source->addItem(tr("test samples"));
  m_source->addItem(tr("training samples"));
  m_quantity =
      described(new QComboBox, tr("What the cells tell"),
                tr("Counts; their share of the row, of which the diagonal is the recall; their share "
                   "of the column, of which the diagonal is the precision; or the certainties added, "
                   "which counts half a sample where the network is half sure"));
  for (const QString& name :
       {tr("counts"), tr("share of the row"), tr("share of the column"), tr("sum of certainty")})
    m_quantity->addItem(name);
  m_order = described(new QComboBox, tr("Order of the classes"),
                      tr("As the data have them, or those beside each other that are taken for each other "
                         "most often"));
  m_order->addItem(tr("in order"));
  m_order->addItem(tr("most confused first"));
  connect(m_source, &QComboBox::currentIndexChanged, this, [this](int index) {
    m_results.setSource(index == 0 ? SampleSource::Test : SampleSource::Training);
  });
  connect(m_quantity, &QComboBox::currentIndexChanged, this,
          [this](int index) { m_model.setQuantity(static_cast<CellQuantity>(index)); });
  connect(m_order, &QComboBox::currentIndexChanged, this, [this](int index) {
    m_model.setMostConfusedFirst(index == 1);
    m_view->showCell(m_results.cell());
  });
  auto* choices = new QWidget;
  auto* row = new QHBoxLayout(choices);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  for (QComboBox* box : {m_source, m_quantity, m_order}) {
    box->setMinimumContentsLength(6);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(box);
  }
  row->addStretch();
  return choices;
}

QString MatrixPanel::captionOf(const Look& look) const {
  QString caption = tr("%1.").arg(lookText(look));
  if (const Look* before = m_results.compared().get(); before != nullptr && look.confusion) {
    const auto more = look.confusion->right() - before->confusion->right();
    const QString step = countText(before->step());
    caption +=
        tr(" Minus %1, of which %2 are right: a difference of %3.")
            .arg(before->snapshot->run == look.snapshot->run ? tr("step %1").arg(step)
                                                             : tr("step %1 of another run").arg(step),
                 countText(before->confusion->right()),
                 (more > 0 ? QStringLiteral("+") : QString()) + fixedText(static_cast<double>(more), 0));
  } else if (look.confusion) {
    caption += tr(" Rows: what it is. Columns: what the network says. %1 of them are right, %2.")
                   .arg(countText(look.confusion->right()), percentText(look.confusion->accuracy(), 2));
  }
  if (look.answers.outOfRange > 0)
    caption += tr(" %Ln answer(s) are no numbers: the training has diverged.", nullptr,
                  static_cast<int>(look.answers.outOfRange));
  return caption;
}

void MatrixPanel::refresh() {
  const Look* look = m_results.look().get();
  const bool hasClasses = look == nullptr ? !m_results.moment() || m_results.moment()->dataset->hasClasses()
                                          : look->confusion.has_value();
  m_title->setText(hasClasses ? tr("What is taken for what?") : tr("What is predicted, and what is true?"));
  m_quantity->setVisible(hasClasses);
  m_order->setVisible(hasClasses);
  m_compare->setVisible(hasClasses);
  m_compare->setEnabled(look != nullptr);
  m_compare->setChecked(m_results.compared() != nullptr);
  m_model.refresh();
  m_numbers->refresh();
  if (look == nullptr) {
    m_caption->clear();
    m_empty->setText(emptyText(m_results));
    m_pages->setCurrentIndex(kEmptyMatrixPage);
    return;
  }
  m_pages->setCurrentIndex(hasClasses ? kMatrixPage : kNumbersPage);
  m_caption->setText(captionOf(*look));
  m_caption->setToolTip(certaintyLesson(*look));
  if (hasClasses) m_view->showCell(m_results.cell());
}

}  // namespace pellucid::ui
