// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_panel.h"

#include <QBoxLayout>
#include <QEvent>
#include <tuple>
#include <utility>

#include "engine/data/made_inputs.h"
#include "ui/plane/plane_legend.h"
#include "ui/plane/plane_view.h"
#include "ui/plane/plane_words.h"
#include "ui/run/place_names.h"
#include "ui/run/sample_names.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/elided_label.h"

namespace pellucid::ui {
namespace {

using engine::Index;

constexpr int kMargin = 6;
constexpr int kSideWidth = 226;
constexpr int kLowHeight = 330;   // below this the legend is beside the controls, or gives way
constexpr int kWideEnough = 640;  // for both
constexpr int kLegendRoom = 176;

}  // namespace

PlanePanel::PlanePanel(Selection& selection)
    : m_selection(selection),
      m_view(new PlaneView),
      m_controls(new PlaneControls),
      m_legend(new PlaneLegend),
      m_place(new ElidedLabel),
      m_answer(new ElidedLabel),
      m_side(new QWidget) {
  for (ElidedLabel* label : {m_place, m_answer}) {
    label->setProperty("muted", true);
    label->setMinimumWidth(40);
  }
  m_place->setAccessibleName(tr("Where the pointer is"));
  m_answer->setAccessibleName(tr("The answer there"));
  auto* chosen = new QWidget;
  auto* rows = new QVBoxLayout(chosen);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(2);
  rows->addWidget(m_controls);
  rows->addWidget(m_place);
  rows->addWidget(m_answer);
  rows->addStretch();
  m_sideRows = new QBoxLayout(QBoxLayout::LeftToRight, m_side);
  m_sideRows->setContentsMargins(0, 0, 0, 0);
  m_sideRows->setSpacing(12);
  m_sideRows->addWidget(chosen, 0, Qt::AlignTop);
  m_sideRows->addWidget(m_legend, 0, Qt::AlignTop);
  m_sideRows->addStretch(1);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(kMargin, 4, kMargin + 2, 4);
  layout->setSpacing(8);
  layout->addWidget(m_view, 1);
  layout->addWidget(m_side);
  arrange();

  connect(&m_pictures, &PlanePictures::changed, this, &PlanePanel::takePicture);
  connect(m_controls, &PlaneControls::changed, this, &PlanePanel::ask);
  connect(&m_selection, &Selection::pointedChanged, this, &PlanePanel::ask);
  connect(&m_selection, &Selection::placeChanged, this, &PlanePanel::ask);
  connect(m_view, &PlaneView::resized, this, &PlanePanel::ask);
  connect(m_view, &PlaneView::sampleChosen, this, &PlanePanel::sampleChosen);
  connect(m_view, &PlaneView::sampleAgainRequested, this, &PlanePanel::sampleAgainRequested);
  connect(m_view, &PlaneView::pointChosen, this, [this](QPointF value) { emit inputSet(inputsAt(value)); });
  connect(m_view, &PlaneView::pointed, this, [this](std::optional<QPointF> value) {
    m_pointed = value;
    showReadout();
  });
}

void PlanePanel::showMoment(const MomentPtr& moment) {
  m_moment = moment;
  ask();
}

std::optional<Index> PlanePanel::up() const {
  return engine::ownInputs(*m_moment->dataset) > 1 ? std::optional(m_controls->choice().up) : std::nullopt;
}

bool PlanePanel::isFolded() const {
  return m_controls->choice().folded > 0;
}

bool PlanePanel::isCurve() const {
  return !up();
}

PlaneSubject PlanePanel::subject() const {
  PlaneSubject subject{.output = m_controls->choice().output};
  const auto take = [&](const std::optional<Place>& place) {
    if (place && place->isUnit() && engine::exists(m_moment->network(), *place))
      subject.unit = UnitPlace{.layer = place->layer, .unit = place->unit};
  };
  if (m_controls->choice().isOfUnit) take(m_selection.place());
  take(m_selection.pointed());
  return subject;
}

PlaneMeaning PlanePanel::meaning() const {
  return meaningOf(m_moment->network(), m_moment->experiment().training.loss, *m_moment->dataset, subject());
}

void PlanePanel::ask() {
  m_isStale = !isVisible();
  if (m_isStale || !m_moment) return m_pictures.forget();
  // A picture of other data means nothing here; with just a few points more or fewer it serves until the
  // next.
  const engine::DatasetPtr before = std::exchange(m_askedData, m_moment->dataset);
  if (before != m_moment->dataset && !engine::areAlikeSets(before, m_moment->dataset)) {
    m_pictures.forget();
    m_view->setPicture(nullptr);
  }
  const bool hasPicture = engine::hasPlane(*m_moment->dataset) &&
                          m_moment->input.values.size() == m_moment->dataset->inputs() &&
                          m_moment->network().inputs() == m_moment->dataset->inputs();
  showSide(hasPicture);
  if (!hasPicture) {
    m_pictures.forget();
    m_view->setEmptyText(noPlaneText(*m_moment->dataset));
    m_view->setPicture(nullptr);
    return;
  }
  const auto placing = [this] {
    const PlaneChoice& choice = m_controls->choice();
    return std::tuple(choice.across, choice.up, choice.folded, m_view->picturePlace());
  };
  const auto placingBefore = placing();
  m_controls->showMoment(*m_moment);
  const PlaneChoice& choice = m_controls->choice();
  m_view->setWide(isCurve() && !isFolded());
  m_pictures.request(
      {.snapshot = m_moment->snapshot,
       .dataset = m_moment->dataset,
       .rest = m_moment->input.values,
       .across = choice.across,
       .up = up(),
       .subject = subject(),
       .fold = isFolded() ? std::optional(FoldProgress{.axes = choice.fold, .progress = choice.folded})
                          : std::nullopt,
       .hasTest = choice.hasTest,
       .hasLines = choice.hasLines,
       .size = m_view->picturePixels(),
       .scale = m_view->devicePixelRatioF(),
       .theme = &themeOf(*this)});
  showHere();
  showReadout();
  if (placing() != placingBefore) emit laidOut();
}

void PlanePanel::takePicture() {
  const PlanePicture& picture = *m_pictures.newest();
  if (picture.image.isNull()) m_view->setEmptyText(tr("The numbers of the network are out of range."));
  m_view->setPicture(&picture);
  ++m_paintedPictures;
  m_legend->setEntries(subjectName(*m_moment, subject()),
                       legendOf(*m_moment->dataset, picture.meaning, isCurve(), isFolded(),
                                m_controls->choice().hasTest, themeOf(*this)));
  showAxes();
  showReadout();
}

void PlanePanel::showAxes() {
  const engine::Dataset& dataset = *m_moment->dataset;
  const PlaneChoice& choice = m_controls->choice();
  if (isFolded()) {
    const PlaceNames names(*m_moment);
    const auto axis = [&](Index unit) { return PlaneAxis{.name = names.unit(choice.fold.layer, unit)}; };
    return m_view->setAxes(axis(choice.fold.across), axis(choice.fold.up));
  }
  const auto axis = [&](Index input) {
    return PlaneAxis{.name = inputName(dataset, input), .scale = inputScale(dataset, input)};
  };
  if (!isCurve()) return m_view->setAxes(axis(choice.across), axis(choice.up));
  const PlaneMeaning shown = meaning();
  PlaneAxis answer;
  if (shown.isUnit)
    answer.name = subjectName(*m_moment, subject());
  else if (dataset.hasClasses())
    answer.name = shown.classes() == 2 ? tr("share of %1").arg(outputName(dataset, 2, 1)) : tr("share");
  else
    answer = {.name = outputName(dataset, dataset.outputs(), shown.row),
              .scale = targetScale(dataset, shown.row)};
  m_view->setAxes(axis(choice.across), answer);
}

engine::Vector PlanePanel::inputsAt(QPointF value) const {
  engine::Vector inputs = m_moment->input.values;
  inputs[m_controls->choice().across] = static_cast<engine::Scalar>(value.x());
  if (up()) inputs[*up()] = static_cast<engine::Scalar>(value.y());
  engine::Matrix column = inputs;
  engine::completeInputs(*m_moment->dataset, column);
  return column.col(0);
}

void PlanePanel::showHere() {
  const engine::Vector& values = m_moment->input.values;
  m_view->setHere({static_cast<double>(values[m_controls->choice().across]),
                   up() ? static_cast<double>(values[*up()]) : 0},
                  isFolded());
}

void PlanePanel::showReadout() {
  if (!m_moment || m_view->picture() == std::nullopt) return;
  const engine::Vector inputs = m_pointed ? inputsAt(*m_pointed) : m_moment->input.values;
  const QString place = placeText(*m_moment->dataset, m_controls->choice().across, up(), inputs);
  m_place->setText(m_pointed ? place : tr("%1: %2").arg(sampleName(*m_moment), place));
  m_answer->setText(planeAnswer(*m_moment, meaning(), inputs));
  m_view->setAccessibleDescription(QStringLiteral("%1: %2").arg(m_place->text(), m_answer->text()));
}

QString PlanePanel::readout() const {
  return QStringLiteral("%1: %2").arg(m_place->text(), m_answer->text());
}

void PlanePanel::showSide(bool isShown) {
  m_side->setVisible(isShown);
  const bool isRoomLeft = !isShown && m_isSideReserved;
  layout()->setContentsMargins(kMargin, 4, kMargin + 2 + (isRoomLeft ? kSideWidth + kMargin + 2 : 0), 4);
}

void PlanePanel::setSideReserved(bool isReserved) {
  m_isSideReserved = isReserved;
  showSide(!m_side->isHidden());
}

void PlanePanel::arrange() {
  const bool isLow = height() < kLowHeight;
  const bool isBeside = isLow && width() >= kWideEnough;
  m_sideRows->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  m_legend->setVisible(isBeside || !isLow);
  m_side->setFixedWidth(isBeside ? kSideWidth + kLegendRoom : kSideWidth);
}

void PlanePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m_isStale) ask();
}

void PlanePanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void PlanePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_side != nullptr) ask();
}

}  // namespace pellucid::ui
