// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/network_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/transfer/arm_plot.h"
#include "ui/transfer/layer_picture.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kMatrixHeight = 44;
constexpr int kLowMatrixHeight = 22;  // in networks with many layers
constexpr std::size_t kManyLayers = 5;
constexpr int kUnitsHeight = 46;
constexpr int kPadlock = 20;
constexpr int kWidth = 188;

QLabel* mutedLabel() {
  auto* label = new QLabel;
  label->setProperty("muted", true);
  return label;
}

/// The accuracy, before its first step, of an arm that begins as a copy of the whole source.
std::optional<double> sourceAccuracy(const engine::RacePicture& picture) {
  for (const engine::RacePicture::Arm& arm : picture.arms) {
    auto drift = arm.points.front().drift;
    if (picture.task->hasNewHead) drift.pop_back();  // sourceAccuracy is measured with the source's own head
    if (std::ranges::all_of(drift, [](const auto& layer) { return layer.value_or(0) == 0; }))
      return arm.points.front().sourceAccuracy;
  }
  return std::nullopt;
}

}  // namespace

NetworkCard::NetworkCard(const engine::RacePicture& picture, std::optional<std::size_t> arm, QWidget* parent)
    : QFrame(parent), m_arm(arm), m_target(new QLabel), m_figures(mutedLabel()) {
  setProperty("card", true);
  setMinimumWidth(kWidth);
  setMaximumWidth(2 * kWidth);
  const QString name = arm ? QString::fromStdString(picture.arms[*arm].name) : tr("source");
  setAccessibleName(arm ? tr("The arm %1").arg(name) : tr("The source network"));
  auto* title = new QLabel(name);
  title->setProperty("heading", true);
  m_target->setToolTip(tr("Share of right answers on test samples of the target"));
  m_figures->setToolTip(arm ? tr("Source: accuracy on the old task, which shows what is forgotten. Then how "
                                 "many parameters are trainable, and the median time per step.")
                            : tr("What the arms start from. It is not trained any further."));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(8, 9, 8, 6);
  rows->setSpacing(2);
  auto* top = new QHBoxLayout;
  top->addWidget(title, 1);
  top->addWidget(m_target);
  rows->addLayout(top);
  rows->addWidget(m_figures);
  const std::size_t layers = (arm ? picture.network : picture.source)->layerCount();
  m_matrixHeight = layers < kManyLayers ? kMatrixHeight : kLowMatrixHeight;
  for (std::size_t layer = 0; layer < layers; ++layer) rows->addWidget(makeRow(picture, layer));
  rows->addStretch();
}

QWidget* NetworkCard::makeRow(const engine::RacePicture& picture, std::size_t layer) {
  const engine::Network& own = m_arm ? *picture.network : *picture.source;
  const engine::NetworkSpec& spec = m_arm ? picture.task->network : picture.task->source.network;
  const QString name = messageText(engine::layerName(spec, layer));
  auto* widget = new QWidget;
  auto* rows = new QVBoxLayout(widget);
  rows->setContentsMargins(0, 2, 0, 0);
  rows->setSpacing(2);
  auto* head = new QHBoxLayout;
  head->setSpacing(4);
  rows->addLayout(head);
  Row row;
  if (m_arm && own.layer(layer).learnedCount() > 0) {
    row.padlock = new QToolButton;
    row.padlock->setCheckable(true);
    row.padlock->setAutoRaise(true);
    row.padlock->setFocusPolicy(Qt::StrongFocus);
    row.padlock->setFixedSize(kPadlock, kPadlock);
    row.padlock->setAccessibleName(
        tr("%1 of %2 is frozen").arg(name, QString::fromStdString(picture.arms[*m_arm].name)));
    connect(row.padlock, &QToolButton::clicked, this,
            [this, layer](bool isFrozen) { emit frozenChosen(layer, isFrozen); });
    head->addWidget(row.padlock);
  }
  auto* caption = new QLabel(name);
  caption->setMinimumHeight(kPadlock);
  caption->setToolTip(tr("%1 → %2 numbers").arg(own.layer(layer).inputs()).arg(own.layer(layer).outputs()));
  head->addWidget(caption, 1);
  row.drift = mutedLabel();
  row.drift->setToolTip(tr("How far the weights have moved from the source's, relative to their size"));
  head->addWidget(row.drift);
  if (own.weight(m_arm ? picture.arms[*m_arm].weights : picture.task->source.weights, layer).size() > 0) {
    row.picture = new LayerPicture;
    rows->addWidget(row.picture);
    const bool isAsInSource = layer < picture.task->fits.size() && picture.task->fits[layer].fits;
    row.areUnits = looksAtPixels(own, layer) && (!m_arm || isAsInSource);
    if (row.areUnits) row.units = strongestUnits(*picture.source, picture.task->source.weights, layer);
    row.range = isAsInSource || !m_arm ? weightRange(*picture.source, picture.task->source.weights, layer)
                                       : weightRange(own, picture.arms[*m_arm].weights, layer);
    const QString colours =
        tr("Orange weights are positive, blue ones negative; full colour is %1.").arg(valueText(row.range));
    row.picture->setToolTip(
        !row.areUnits ? tr("All weights, one row per unit. %1").arg(colours)
        : m_arm       ? tr("The same units' weights in the source (above) and here (below). %1").arg(colours)
                : tr("The units with the largest weights, each in the shape of the input. %1").arg(colours));
    row.picture->setAccessibleName(tr("Weights of %1").arg(name));
  }
  m_rows.push_back(std::move(row));
  return widget;
}

const engine::Vector& NetworkCard::weights() const {
  return m_arm ? m_shown->arms[*m_arm].weights : m_shown->task->source.weights;
}

bool NetworkCard::hasMoved(std::size_t layer, const engine::RacePicture& before) const {
  const auto now = m_shown->network->weight(weights(), layer);
  return now != before.network->weight(before.arms[*m_arm].weights, layer);
}

void NetworkCard::setPicture(const std::shared_ptr<const engine::RacePicture>& picture) {
  const auto before = std::exchange(m_shown, picture);
  if (before == picture || (!m_arm && before != nullptr)) return;  // the source does not change
  if (before == nullptr) {
    showFigures();
    for (std::size_t layer = 0; layer < m_rows.size(); ++layer) showRow(layer);
    return;
  }
  // Texts affect the layout: they change after a measurement, not at each step.
  const auto& arm = picture->arms[*m_arm];
  const auto& old = before->arms[*m_arm];
  if (arm.points.size() != old.points.size() || arm.frozen != old.frozen ||
      arm.hasDiverged != old.hasDiverged)
    showFigures();
  for (std::size_t layer = 0; layer < m_rows.size(); ++layer) {
    showPadlock(layer);
    if (m_rows[layer].picture != nullptr && hasMoved(layer, *before)) showImages(layer);
  }
}

void NetworkCard::showFigures() {
  const auto percent = [](const std::optional<double>& share) {
    return share ? percentText(*share) : QStringLiteral("–");
  };
  if (!m_arm) {
    m_figures->setText(tr("source %1\n%2 parameters\n%3")
                           .arg(percent(sourceAccuracy(*m_shown)),
                                countText(m_shown->source->parameterCount()),
                                QString::fromStdString(m_shown->task->source.name)));
    return;
  }
  const engine::RacePicture::Arm& arm = m_shown->arms[*m_arm];
  m_target->setText(arm.hasDiverged ? tr("diverged") : percent(arm.points.back().targetAccuracy));
  m_figures->setText(tr("source %1\n%2 trainable\n%3 ms per step")
                         .arg(percent(arm.points.back().sourceAccuracy), countText(arm.trainableParameters),
                              fixedText(arm.millisecondsPerStep, 3)));
  for (std::size_t layer = 0; layer < m_rows.size(); ++layer) {
    const auto& drift = arm.points.back().drift[layer];
    m_rows[layer].drift->setText(drift ? tr("drift %1").arg(fixedText(*drift, 2)) : QString());
  }
}

void NetworkCard::showRow(std::size_t layer) {
  showPadlock(layer);
  showImages(layer);
}

void NetworkCard::showPadlock(std::size_t layer) {
  Row& row = m_rows[layer];
  if (row.padlock == nullptr) return;
  const Theme& theme = themeOf(*this);
  const bool isFrozen = m_shown->arms[*m_arm].frozen[layer];
  row.padlock->setChecked(isFrozen);
  if (std::exchange(row.isFrozen, isFrozen) == isFrozen) return;
  row.padlock->setIcon(isFrozen ? icon(QStringLiteral("lock"), theme, theme.frozen)
                                : icon(QStringLiteral("unlock"), theme));
  row.padlock->setToolTip(isFrozen ? tr("Frozen: its weights stay as they are. Click to let it learn again.")
                                   : tr("Trainable. Click to freeze it at this step."));
}

void NetworkCard::showImages(std::size_t layer) {
  Row& row = m_rows[layer];
  const Theme& theme = themeOf(*this);
  if (row.picture == nullptr) return;
  std::vector<QImage> images;
  if (row.areUnits) {
    if (m_arm)
      images.push_back(
          unitsImage(*m_shown->source, m_shown->task->source.weights, layer, row.units, row.range, theme));
    images.push_back(unitsImage(network(), weights(), layer, row.units, row.range, theme));
    if (!m_arm) images.emplace_back();  // so that the layers below align with those of the arms
  } else {
    images.push_back(matrixImage(network(), weights(), layer, row.range, theme));
  }
  row.picture->setImages(std::move(images), row.areUnits ? kUnitsHeight : m_matrixHeight);
}

void NetworkCard::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || m_shown == nullptr) return;
  for (Row& row : m_rows) row.isFrozen.reset();
  for (std::size_t layer = 0; layer < m_rows.size(); ++layer) showRow(layer);
}

void NetworkCard::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  if (!m_arm) return;
  constexpr int kStripe = 3;
  QPainter(this).fillRect(QRect(8, 3, width() - 16, kStripe), armColour(themeOf(*this), *m_arm));
}

}  // namespace pellucid::ui
