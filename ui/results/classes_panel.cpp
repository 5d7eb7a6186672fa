// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/classes_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/results/results_text.h"
#include "ui/run/place_names.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

enum Column { kClassColumn, kSamplesColumn, kPrecisionColumn, kRecallColumn, kF1Column, kColumns };

/// Sorted by its number; NaN is the smallest.
class NumberItem : public QTableWidgetItem {
 public:
  NumberItem(const QString& text, double number) : QTableWidgetItem(text) {
    setData(Qt::UserRole, std::isfinite(number) ? number : -1);
  }
  bool operator<(const QTableWidgetItem& other) const override {
    return data(Qt::UserRole).toDouble() < other.data(Qt::UserRole).toDouble();
  }
};

}  // namespace

ClassesPanel::ClassesPanel(Results& results, QWidget* parent)
    : QWidget(parent),
      m_results(results),
      m_table(described(
          new QTableWidget(0, kColumns), tr("Precision, recall and F1 of each class"),
          tr("Precision: how many of the answers with this class are right. Recall: how many of its samples "
             "are recognised. F1 is their harmonic mean, which is small when either is. Click a heading to "
             "sort by it."))),
      m_caption(mutedLabel()) {
  auto* title = new QLabel(tr("How well is each class known?"));
  title->setProperty("heading", true);
  title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  m_caption->setAlignment(Qt::AlignTop);  // where it is alone
  m_table->setHorizontalHeaderLabels({tr("class"), tr("samples"), tr("precision"), tr("recall"), tr("F1")});
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setShowGrid(false);
  m_table->viewport()->setAutoFillBackground(false);  // it is on its panel
  m_table->setTabKeyNavigation(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 5);
  m_table->setFont(typeFont(m_table->font(), TypeSize::Small));
  m_table->horizontalHeader()->setFont(m_table->font());
  m_table->horizontalHeader()->setMinimumSectionSize(36);
  m_table->horizontalHeader()->setTextElideMode(Qt::ElideRight);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  m_table->horizontalHeader()->setSectionResizeMode(kClassColumn, QHeaderView::Stretch);
  for (const int column : {kSamplesColumn, kPrecisionColumn, kRecallColumn, kF1Column}) {
    constexpr int kAround = 10;
    const QFontMetrics metrics(m_table->font());
    const QString widest = column == kSamplesColumn ? QStringLiteral("60,000") : percentText(1);
    const QString heading = m_table->horizontalHeaderItem(column)->text();
    m_table->setColumnWidth(
        column, std::max(metrics.horizontalAdvance(widest), metrics.horizontalAdvance(heading)) + kAround);
  }
  m_table->horizontalHeader()->setSortIndicator(kClassColumn, Qt::AscendingOrder);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(4);
  rows->addWidget(title);
  rows->addWidget(m_caption);
  rows->addWidget(m_table, 1);
  results.watch(*this);
  connect(&results, &Results::lookChanged, this, &ClassesPanel::refresh);
  connect(m_table, &QTableWidget::cellClicked, this, [this](int row, int) {
    const auto c = static_cast<engine::Index>(m_table->item(row, kClassColumn)->data(Qt::UserRole).toInt());
    m_results.setCell(Cell{.truth = c, .answered = c});
  });
  refresh();
}

void ClassesPanel::refresh() {
  const Look* look = m_results.look().get();
  const bool hasClasses = look != nullptr && look->confusion;
  m_table->setVisible(hasClasses);
  if (look == nullptr)
    m_caption->setText(tr("How often the network is right will be here, for each class."));
  else if (!hasClasses)
    m_caption->setText(tr("The answers are numbers here, and no classes."));
  else
    m_caption->setText(samplesText(*look->dataset, look->source));
  if (hasClasses) fill(*look);
}

void ClassesPanel::fill(const Look& look) {
  const engine::Confusion& confusion = *look.confusion;
  m_table->setSortingEnabled(false);
  m_table->setRowCount(static_cast<int>(confusion.classes()));
  for (engine::Index c = 0; c < confusion.classes(); ++c) {
    const int row = static_cast<int>(c);
    const auto put = [&](Column column, const QString& text, double number) {
      auto* item = new NumberItem(text, number);
      item->setTextAlignment((column == kClassColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
      m_table->setItem(row, column, item);
    };
    put(kClassColumn, classText(*look.dataset, c), static_cast<double>(c));
    put(kSamplesColumn, countText(confusion.samplesOf(c)), static_cast<double>(confusion.samplesOf(c)));
    put(kPrecisionColumn, percentText(confusion.precision(c)), confusion.precision(c));
    put(kRecallColumn, percentText(confusion.recall(c)), confusion.recall(c));
    put(kF1Column, percentText(confusion.f1(c)), confusion.f1(c));
  }
  m_table->setSortingEnabled(true);
}

}  // namespace pellucid::ui
