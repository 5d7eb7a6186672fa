// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/layer_bringer.h"

#include <algorithm>
#include <cmath>

#include "engine/model/layer_insertion.h"
#include "ui/document/layer_gestures.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/layer_kinds.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

/// The kind before layer `position`, or why it cannot go there.
LayerOffer offerAt(const Document& document, std::size_t position, engine::LayerKind kind) {
  const auto inserted =
      engine::insertLayer(document.experiment().network, document.dataset()->shape, position, kind);
  if (!inserted) return {.kind = kind, .refusal = messageText(inserted.error().message)};
  return {.kind = kind, .refusal = {}, .bringsFlatten = inserted->bringsFlatten};
}

}  // namespace

LayerBringer::LayerBringer(QWidget& canvas, const CanvasScene& scene, Document& document,
                           Selection& selection)
    : m_canvas(canvas), m_scene(scene), m_document(document), m_selection(selection), m_palette(canvas) {
  connect(&m_palette, &LayerPalette::chosen, this,
          [this](engine::LayerKind kind) { insert(m_position, kind); });
  connect(&m_palette, &LayerPalette::dragged, this, &LayerBringer::bring);
  connect(&m_palette, &LayerPalette::dropped, this, &LayerBringer::drop);
  connect(&m_palette, &LayerPalette::closed, this, [this] {
    m_brought.reset();
    m_canvas.setFocus();
    m_canvas.update();
  });
}

void LayerBringer::open(std::size_t position) {
  if (!m_scene.isCurrent() || position >= m_scene.layout.addButtons.size()) return;
  if (const auto may = m_document.mayChange(); !may) return emit noted(messageText(may.error().message));
  std::vector<LayerOffer> offers;
  for (const engine::LayerKind kind : kOfferedKinds) offers.push_back(offerAt(m_document, position, kind));
  m_position = position;
  m_palette.open(offers, m_scene.layout.addButtons[position].toAlignedRect());
}

void LayerBringer::insert(std::size_t position, engine::LayerKind kind) {
  const auto added = gesture::insertLayer(m_document, m_selection, position, kind);
  if (!added) return emit noted(messageText(added.error().message));
  if (!added->isEmpty()) emit noted(*added);
}

std::size_t LayerBringer::addPosition(double x) const {
  std::size_t nearest = 0;
  const auto distance = [&](std::size_t i) {
    return std::abs(m_scene.layout.addButtons[i].center().x() - x);
  };
  for (std::size_t i = 1; i < m_scene.layout.addButtons.size(); ++i)
    if (distance(i) < distance(nearest)) nearest = i;
  return nearest;
}

void LayerBringer::bring(engine::LayerKind kind, QPointF at) {
  const std::size_t position = addPosition(at.x());
  m_brought = Brought{
      .kind = kind, .position = position, .at = at, .refusal = offerAt(m_document, position, kind).refusal};
  m_canvas.update();
}

void LayerBringer::drop(engine::LayerKind kind, QPointF at) {
  if (QRectF(m_canvas.rect()).contains(at) && m_scene.isCurrent()) insert(addPosition(at.x()), kind);
}

void LayerBringer::paint(QPainter& painter, const Theme& theme) const {
  if (!m_brought || m_brought->position >= m_scene.layout.addButtons.size()) return;
  painter.save();
  const bool fits = m_brought->refusal.isEmpty();
  const QColor colour = fits ? theme.accent : theme.wrong;
  const double x = m_scene.layout.addButtons[m_brought->position].center().x();
  painter.setPen(QPen(colour, 2, Qt::DashLine));
  painter.drawLine(QPointF(x, m_scene.layout.body.top()), QPointF(x, m_scene.layout.body.bottom()));

  const QString words = fits ? kindText(m_brought->kind) : m_brought->refusal;
  painter.setFont(typeFont(m_canvas.font(), TypeSize::Body));
  QRectF said = painter.fontMetrics().boundingRect(QRect(0, 0, 240, 500), Qt::TextWordWrap, words);
  said = QRectF(QPointF(), said.size());
  QRectF box(m_brought->at + QPointF(14, 14), QSizeF(said.width() + 62, std::max(44.0, said.height() + 16)));
  box.moveRight(std::min(box.right(), static_cast<double>(m_canvas.width()) - 6));
  box.moveBottom(std::min(box.bottom(), static_cast<double>(m_canvas.height()) - 6));
  painter.setPen(QPen(colour, 1.5));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(box, 7, 7);
  QRectF picture(box.left() + 8, 0, 36, 27);
  picture.moveTop(box.center().y() - picture.height() / 2);
  paintKind(painter, picture, m_brought->kind, theme);
  painter.setPen(fits ? theme.text : theme.wrong);
  painter.drawText(
      QRectF(box.left() + 52, box.center().y() - said.height() / 2, said.width() + 2, said.height()),
      Qt::TextWordWrap, words);
  painter.restore();
}

}  // namespace pellucid::ui
