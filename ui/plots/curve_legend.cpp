// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_legend.h"

#include <QGridLayout>
#include <QPainter>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kSwatch = 14;  // pixels of curve shown before its name

}  // namespace

CurveLegend::CurveLegend(QWidget* parent)
    : QWidget(parent),
      m_step(new QLabel),
      m_besideTitle(new QLabel(shortQuantityName(CurveQuantity::Accuracy))) {
  const QFont small = smallerFont(font());
  setFont(small);
  setAccessibleName(tr("Values of the curves"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(kSwatch + 6, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(1);
  grid->setColumnStretch(0, 1);
  auto* lossTitle = new QLabel(tr("loss"));
  for (QLabel* title : {lossTitle, m_besideTitle}) {
    title->setProperty("muted", true);
    title->setAlignment(Qt::AlignRight);
  }
  grid->addWidget(m_step, 0, 0, 1, 3);
  grid->addWidget(lossTitle, 1, 1);
  grid->addWidget(m_besideTitle, 1, 2);
  m_train = addRow(*grid, tr("training"),
                   tr("Each batch is measured before its step changes the weights, so its value is drawn at "
                      "the number of steps done before it."));
  m_test = addRow(*grid, tr("test"), tr("Measured with the weights after that number of steps."));
  // Each gets the font explicitly: an inherited one is lost with another theme's style sheet.
  for (QLabel* label : findChildren<QLabel*>()) label->setFont(small);
  // Nothing moves when a value gets more digits.
  const QFontMetrics metrics(small);
  for (const Row& row : {m_train, m_test}) {
    row.loss->setMinimumWidth(metrics.horizontalAdvance(QStringLiteral("00.0000")));
    row.beside->setMinimumWidth(metrics.horizontalAdvance(percentText(1)));
  }
  m_train.over->setMinimumWidth(
      metrics.horizontalAdvance(tr("smoothed over about %Ln batch(es)", nullptr, 100'000)));
  setMeans(1, 1);
  showValues({}, {}, false);
}

CurveLegend::Row CurveLegend::addRow(QGridLayout& grid, const QString& name, const QString& toolTip) {
  const Row row{.name = new QLabel(name), .over = new QLabel, .loss = new QLabel, .beside = new QLabel};
  const int at = grid.rowCount();
  grid.addWidget(row.name, at, 0);
  grid.addWidget(row.loss, at, 1);
  grid.addWidget(row.beside, at, 2);
  grid.addWidget(row.over, at + 1, 0, 1, 3);
  row.over->setProperty("muted", true);
  for (QLabel* value : {row.loss, row.beside}) value->setAlignment(Qt::AlignRight);
  for (QLabel* label : {row.name, row.over}) label->setToolTip(toolTip);
  return row;
}

void CurveLegend::show(const Row& row, const std::optional<Value>& value) const {
  row.loss->setText(value ? lossText(value->loss) : QStringLiteral("–"));
  row.beside->setText(value && m_beside ? quantityText(*m_beside, value->beside) : QStringLiteral("–"));
}

void CurveLegend::showValues(const std::optional<Value>& train, const std::optional<Value>& test,
                             bool isPointed) {
  show(m_train, train);
  show(m_test, test);
  const std::optional<Value>& told = train ? train : test;
  m_step->setText(isPointed && told ? tr("at step %1").arg(countText(std::llround(told->step)))
                                    : tr("latest"));
  // There are fewer tests than steps: the nearest one says which step it is of.
  const bool isElsewhere =
      isPointed && train && test && std::llround(test->step) != std::llround(train->step);
  m_test.over->setText(isElsewhere ? tr("tested at step %1").arg(countText(std::llround(test->step)))
                                   : m_tested);
}

void CurveLegend::setMeans(std::int64_t batchesPerPoint, int smoothing) {
  const int batches = static_cast<int>(batchesPerPoint * smoothing);
  m_train.over->setText(smoothing > 1  ? tr("smoothed over about %Ln batch(es)", nullptr, batches)
                        : batches == 1 ? tr("of each batch")
                                       : tr("mean of %Ln batch(es)", nullptr, batches));
}

void CurveLegend::setTested(std::int64_t samples, bool areTrainingSamples) {
  const int count = static_cast<int>(samples);
  m_tested = areTrainingSamples ? tr("of the same %Ln sample(s)", nullptr, count)
                                : tr("of %Ln other sample(s)", nullptr, count);
  m_test.over->setText(m_tested);
}

QString CurveLegend::trainText() const {
  return tr("training, %1").arg(m_train.over->text());
}

QString CurveLegend::testText() const {
  return m_tested.isEmpty() ? m_test.name->text() : tr("test, %1").arg(m_tested);
}

void CurveLegend::setBeside(std::optional<CurveQuantity> quantity) {
  m_beside = quantity;
  if (quantity) m_besideTitle->setText(shortQuantityName(*quantity));
  for (QLabel* label : {m_besideTitle, m_train.beside, m_test.beside})
    label->setVisible(quantity.has_value());
}

void CurveLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  const auto paintSwatch = [&](const Row& row, const QColor& colour, double width) {
    const double y = row.name->geometry().center().y() + 0.5;
    painter.setPen(QPen(colour, width));
    painter.drawLine(QPointF(0, y), QPointF(kSwatch, y));
    return QPointF(kSwatch / 2.0, y);
  };
  paintSwatch(m_train, theme.train, 1);
  const QPointF middle = paintSwatch(m_test, theme.test, 2);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.test);
  painter.drawEllipse(middle, 3, 3);
}

}  // namespace pellucid::ui
