// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/mattered_page.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/train/phase.h"
#include "ui/run/place_names.h"
#include "ui/run/sample_names.h"
#include "ui/units/units_text.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

enum AnswerRow { kItsAnswer, kChosenUnit, kFirstClass };

}  // namespace

MatteredPage::MatteredPage(Units& units, LookSchedule::Clock clock)
    : m_units(units),
      m_schedule(std::move(clock)),
      m_caption(mutedLabel()),
      m_input(new TitledPicture(tr("Input"), tr("The sample as the network is given it"))),
      m_shares(new TitledPicture(
          tr("Gradient × input"),
          tr("The slope of the number times the pixel: how much the number would fall, were the slope the "
             "same "
             "all the way, if the pixel were 0. Quick, but the slope may change on the way."))),
      m_drops(new TitledPicture(tr("Occlusion"),
                                tr("By how much the number really falls when a window around the pixel is "
                                   "covered: orange spoke for "
                                   "it, blue against it. Slow, but this is what the network does."))),
      m_pictures(new QWidget),
      m_columns(new QWidget),
      m_shareBars(new ValueBars(tr("Gradient × input of each column"),
                                tr("The slope of the number times the value, as the network is given it"))),
      m_dropBars(new ValueBars(tr("Occlusion of each column"),
                               tr("By how much the number falls when the column is replaced by its mean over "
                                  "the training samples"))),
      m_pictureLesson(mutedLabel()),
      m_lesson(mutedLabel()) {
  m_pictureLesson->setAlignment(Qt::AlignTop);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(makeControls());
  rows->addWidget(m_caption);
  auto* pictures = new QGridLayout(m_pictures);
  pictures->setContentsMargins(0, 0, 0, 0);
  pictures->setSpacing(10);
  pictures->addWidget(m_shares, 0, 0);
  pictures->addWidget(m_drops, 0, 1);
  pictures->addWidget(m_input, 1, 0);
  pictures->addWidget(m_pictureLesson, 1, 1);
  m_shares->picture().setSide(290);
  m_drops->picture().setSide(290);
  m_input->picture().setSide(120);
  pictures->setRowStretch(0, 5);
  pictures->setRowStretch(1, 3);
  pictures->setColumnStretch(0, 1);
  pictures->setColumnStretch(1, 1);
  auto* columns = new QHBoxLayout(m_columns);
  columns->setContentsMargins(0, 0, 0, 0);
  columns->setSpacing(16);
  const auto titled = [&](const QString& title, ValueBars* bars) {
    auto* column = new QVBoxLayout;
    auto* heading = new QLabel(title);
    heading->setProperty("heading", true);
    column->addWidget(heading);
    column->addWidget(bars);
    column->addStretch();
    columns->addLayout(column);
  };
  titled(tr("Gradient × input"), m_shareBars);
  titled(tr("Occlusion"), m_dropBars);
  rows->addWidget(m_pictures, 1);
  rows->addWidget(m_columns, 1);
  rows->addWidget(m_lesson);
  for (TitledPicture* each : {m_input, m_shares, m_drops})
    connect(&each->picture(), &ValuePicture::pointedAt, this, &MatteredPage::point);
  m_schedule.watch(*this);
  connect(&m_schedule, &LookSchedule::due, this, &MatteredPage::lookSoon);
  connect(&units, &Units::momentChanged, this, &MatteredPage::lookSoon);
  connect(&units, &Units::chosenChanged, this, &MatteredPage::lookSoon);
}

QWidget* MatteredPage::makeControls() {
  m_answer =
      described(new QComboBox, tr("For what"),
                tr("Which number is asked about: what the network answers, a class of your choice, or the "
                   "unit that is chosen"));
  m_quantity = described(new QComboBox, tr("Measured by"),
                         tr("By the answer a, such as a probability, which hardly moves where the network is "
                            "sure; or by the sum z before the activation, which always does"));
  m_quantity->addItem(tr("its answer a"));
  m_quantity->addItem(tr("its sum z"));
  m_side =
      described(new QSpinBox, tr("Window"),
                tr("The side of the window that is slid over the image, in pixels. A small one is exact, a "
                   "large one covers whole strokes."));
  m_side->setRange(1, 99);
  m_side->setSingleStep(2);
  m_side->setValue(5);
  m_cover =
      described(new QComboBox, tr("Covered with"),
                tr("What stands in the window instead: grey, black, or the mean of the training images. No "
                   "choice is neutral: grey on a black ground is ink, too."));
  for (const QString& name : {tr("grey"), tr("black"), tr("the mean image")}) m_cover->addItem(name);
  m_answer->setMinimumContentsLength(12);
  m_answer->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  auto* controls = new QWidget;
  auto* rows = new QVBoxLayout(controls);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  const auto title = [](const QString& text, QWidget* field) {
    auto* label = new QLabel(text);
    label->setBuddy(field);
    return label;
  };
  auto* what = new QHBoxLayout;
  what->addWidget(title(tr("For"), m_answer));
  what->addWidget(m_answer);
  what->addWidget(m_quantity);
  what->addStretch();
  auto* how = new QHBoxLayout;
  m_sideTitle = title(tr("Window"), m_side);
  m_coverTitle = title(tr("covered with"), m_cover);
  for (QWidget* each : std::initializer_list<QWidget*>{m_sideTitle, m_side, m_coverTitle, m_cover})
    how->addWidget(each);
  how->addStretch();
  rows->addLayout(what);
  rows->addLayout(how);
  connect(m_answer, &QComboBox::currentIndexChanged, this, &MatteredPage::lookSoon);
  connect(m_quantity, &QComboBox::currentIndexChanged, this, &MatteredPage::lookSoon);
  connect(m_cover, &QComboBox::currentIndexChanged, this, &MatteredPage::lookSoon);
  connect(m_side, &QSpinBox::valueChanged, this, [this](int side) {
    side % 2 == 0 ? m_side->setValue(side + 1) : lookSoon();  // so that it has a middle
  });
  return controls;
}

void MatteredPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  fillAnswers();
  showLook();
}

void MatteredPage::fillAnswers() {
  if (!m_units.moment() || !isVisible()) return;
  const Moment& moment = *m_units.moment();
  const engine::Dataset& dataset = *moment.dataset;
  QStringList names;
  names << (dataset.hasClasses() ? tr("the answer, %1").arg(classText(dataset, moment.probe.prediction))
                                 : tr("the answer"))
        << tr("the chosen unit: %1").arg(longChannelName(moment, m_units.layer(), m_units.channel()));
  const engine::Index outputs = moment.network().outputs();
  const engine::Index all = dataset.hasClasses() ? std::max<engine::Index>(2, outputs) : outputs;
  for (engine::Index i = 0; i < all; ++i)
    names << (dataset.hasClasses() ? tr("class %1").arg(classText(dataset, i))
                                   : outputName(dataset, outputs, i));
  const QSignalBlocker blocker(m_answer);
  if (m_answer->count() != names.size()) {
    m_answer->clear();
    m_answer->addItems(names);
  }
  for (int i = 0; i < names.size(); ++i)
    if (m_answer->itemText(i) != names[i]) m_answer->setItemText(i, names[i]);
  const bool hasImages = dataset.shape.isImage();
  for (QWidget* each : {static_cast<QWidget*>(m_sideTitle), static_cast<QWidget*>(m_side),
                        static_cast<QWidget*>(m_coverTitle), static_cast<QWidget*>(m_cover), m_pictures})
    each->setVisible(hasImages);
  m_columns->setVisible(!hasImages);
}

MatterQuestion MatteredPage::question() const {
  const Moment& moment = *m_units.moment();
  const engine::Network& network = moment.network();
  const engine::Dataset& dataset = *moment.dataset;
  MatterQuestion question{.snapshot = moment.snapshot,
                          .dataset = moment.dataset,
                          .input = moment.input.values,
                          .asked = {.layer = network.layerCount() - 1},
                          .side = m_side->value(),
                          .cover = static_cast<Cover>(m_cover->currentIndex())};
  if (!dataset.shape.isImage()) question.cover = Cover::Mean;
  const int row = m_answer->currentIndex();
  if (row == kChosenUnit) {
    const auto unit = m_units.selection().unit();
    question.asked.layer = m_units.layer();
    question.asked.unit = unit && unit->layer == m_units.layer()
                              ? unit->unit
                              : m_units.channel() * m_units.engineLayer().outputShape().pixels();
  } else {
    const engine::Index c = row >= kFirstClass     ? row - kFirstClass
                            : dataset.hasClasses() ? moment.probe.prediction
                                                   : 0;
    const bool isOneForTwo = dataset.hasClasses() && network.outputs() == 1;
    question.asked.unit = isOneForTwo ? 0 : c;
    question.asked.isNo = isOneForTwo && c == 0;
  }
  question.asked.isSum =
      m_quantity->currentIndex() == 1 && network.layer(question.asked.layer).hasActivation();
  return question;
}

void MatteredPage::lookSoon() {
  if (!m_units.moment() || !isVisible()) return;
  fillAnswers();  // the schedule may call before the page has been shown
  if (m_units.moment()->input.values.size() != m_units.moment()->network().inputs()) return;
  const MatterQuestion asked = question();
  if (m_job.isBusy() && m_asked->isSameWish(asked)) return;
  if (!m_job.isBusy() && m_look && m_look->question.isSame(asked)) return;
  // A user's request is answered at once; a change by training has to wait.
  const bool isOnlyTraining = m_look && m_look->question.isSameWish(asked);
  if (!m_schedule.mayLook(isOnlyTraining && engine::isRunning(asked.snapshot->phase))) return;
  m_asked = asked;
  m_job.request([asked](const engine::Progress& progress) { return lookAtMatter(asked, progress); },
                [this, what = m_answer->currentText()](const MatterLookPtr& look) {
                  if (look) {
                    m_schedule.spend(look->milliseconds);
                    m_look = look;
                    m_what = what;
                    showLook();
                  }
                  lookSoon();
                });
}

void MatteredPage::showLook() {
  if (!m_look || !isVisible()) return;
  const MatterQuestion& asked = m_look->question;
  const engine::Dataset& dataset = *asked.dataset;
  const double shareRange = largestOf(m_look->shares);
  const double dropRange = largestOf(m_look->drops);
  const QString quantity = asked.asked.isSum ? QStringLiteral("z") : QStringLiteral("a");
  m_caption->setText(
      tr("%1: %2 = %3 here, step %4", "for what, the quantity, its number, and of which weights")
          .arg(m_what, asked.asked.isNo ? QStringLiteral("−") + quantity : quantity,
               valueText(m_look->number), countText(asked.snapshot->state.step)));
  if (dataset.shape.isImage()) {
    const QSize size(static_cast<int>(dataset.shape.width), static_cast<int>(dataset.shape.height));
    m_input->picture().showImage(pictureOf(dataset, asked.input));
    m_shares->picture().showValues(m_look->shares, size, shareRange);
    m_drops->picture().showValues(m_look->drops, size, dropRange);
    m_shares->setCaption(tr("Full colour: ±%1").arg(valueText(shareRange)));
    m_drops->setCaption(tr("Full colour: ±%1").arg(valueText(dropRange)));
    showReading();
    m_pictureLesson->setText(
        tr("Orange spoke for it, blue against it. Where both pictures agree, the pixels really mattered. "
           "Where only "
           "the left one is strong, the slope promised more than covering the pixels does."));
    m_lesson->clear();
    return;
  }
  const auto bars = [&](const engine::Vector& values) {
    std::vector<engine::Index> order(static_cast<std::size_t>(values.size()));
    std::iota(order.begin(), order.end(), engine::Index{0});
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [&](engine::Index i) { return std::abs(m_look->drops[i]); });
    std::vector<ValueBars::Bar> all;
    for (const engine::Index i : order)
      all.push_back({.name = inputName(dataset, i), .value = static_cast<double>(values[i])});
    return all;
  };
  m_shareBars->show(bars(m_look->shares), shareRange);
  m_dropBars->show(bars(m_look->drops), dropRange);
  m_lesson->setText(tr(
      "The columns stand in the order of what covering them changes. Covered means: the mean of the training "
      "samples in its place."));
}

void MatteredPage::point(std::optional<QPoint> square) {
  m_pointed = square;
  for (TitledPicture* each : {m_input, m_shares, m_drops}) each->picture().setPointed(square);
  showReading();
}

void MatteredPage::showReading() {
  if (!m_look || !m_look->question.dataset->shape.isImage()) return;
  const engine::Shape& shape = m_look->question.dataset->shape;
  std::vector<QRect> frames;
  QString value;
  QString share;
  QString drop;
  if (m_pointed && m_pointed->x() < shape.width && m_pointed->y() < shape.height) {
    const engine::Index pixel = engine::Index{m_pointed->y()} * shape.width + m_pointed->x();
    const auto reach = static_cast<int>(m_look->question.side / 2);
    const QRect window(m_pointed->x() - reach, m_pointed->y() - reach, 2 * reach + 1, 2 * reach + 1);
    frames.push_back(
        window.intersected(QRect(0, 0, static_cast<int>(shape.width), static_cast<int>(shape.height))));
    const QString place = tr("(%1, %2)", "row and column").arg(m_pointed->y() + 1).arg(m_pointed->x() + 1);
    value = tr("%1: x = %2").arg(place, valueText(static_cast<double>(m_look->question.input[pixel])));
    share = tr("%1: gradient × input = %2").arg(place, valueText(static_cast<double>(m_look->shares[pixel])));
    drop = tr("%1: covered, it falls by %2").arg(place, valueText(static_cast<double>(m_look->drops[pixel])));
  }
  m_input->picture().setFrames(frames);
  m_input->setReading(value);
  m_shares->setReading(share);
  m_drops->setReading(drop);
}

}  // namespace pellucid::ui
