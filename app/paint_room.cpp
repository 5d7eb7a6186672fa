// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint_room.h"

#include <QApplication>
#include <QEvent>
#include <QVBoxLayout>

#include "app/workspaces.h"
#include "ui/paint/own_copy.h"
#include "ui/paint/paint_strip.h"
#include "ui/paint/sign_page.h"
#include "ui/plane/plane_view.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace {

/// Where the plane is low, beside the curves, there is no room to paint.
constexpr int kLeastHeight = 330;

}  // namespace

PaintRoom::PaintRoom(ui::Document& document, ui::PlanePanel& plane, ui::Actions& actions)
    : m_document(document),
      m_plane(plane),
      m_actions(actions),
      m_points(document, ui::OwnDesk::Family::Painted),
      m_drawings(document, ui::OwnDesk::Family::Drawn),
      m_easel(new ui::Easel(m_points, &plane.view())) {
  m_easel->hide();
  actions.addKeysTo(*m_easel);
  plane.view().installEventFilter(this);
  connect(m_easel, &ui::Easel::noted, this, &PaintRoom::noted);
  connect(&plane.controls(), &ui::PlaneControls::changed, this, &PaintRoom::followPlane);
  connect(&plane, &ui::PlanePanel::laidOut, this, &PaintRoom::followPlane);
  connect(&m_points, &ui::OwnDesk::changed, this, &PaintRoom::followPlane);
}

ui::Panel PaintRoom::withTools(ui::Panel plane) {
  m_strip = new ui::PaintStrip(m_points, *m_easel);
  m_frame = new QWidget;
  auto* rows = new QVBoxLayout(m_frame);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_strip);
  rows->addWidget(plane.widget, 1);
  m_frame->installEventFilter(this);
  connect(m_strip, &ui::PaintStrip::toolChanged, this, &PaintRoom::setTool);
  connect(m_strip, &ui::PaintStrip::noted, this, &PaintRoom::noted);
  connect(m_strip, &ui::PaintStrip::copyWanted, this, &PaintRoom::copyPoints);
  plane.widget = m_frame;
  followPlane();
  return plane;
}

ui::Panel PaintRoom::makeSigns() {
  m_signs = new ui::SignPage(m_drawings);
  connect(m_signs, &ui::SignPage::noted, this, &PaintRoom::noted);
  return {.id = panel_id::kSigns,
          .title = tr("Draw"),
          .toolTip = tr("Drawings of your own, of digits or whatever you like, class by class"),
          .widget = m_signs,
          .scrolls = true};
}

void PaintRoom::beginPoints() {
  if (!m_points.isOpen()) m_points.begin(engine::OwnKind::Points);
  m_actions[ui::ActionId::ShowPlane].setChecked(true);
  m_strip->setTool(ui::PaintTool::Put);
  m_easel->setFocus();
}

void PaintRoom::beginSigns() {
  if (!m_drawings.isOpen()) m_drawings.begin(engine::OwnKind::Drawings);
  m_actions[ui::ActionId::ShowData].setChecked(true);
  emit signsWanted();
  m_signs->begin();
}

void PaintRoom::copyPoints() {
  auto copy = ui::ownCopyOf(*m_document.dataset());
  if (!copy) return emit noted(ui::messageText(copy.error().message));
  if (const auto done = m_points.beginWith(*std::move(copy)); !done)
    return emit noted(ui::messageText(done.error().message));
  m_strip->setTool(ui::PaintTool::Put);
}

/// The plane may now show something else.
void PaintRoom::followPlane() {
  if (m_strip == nullptr) return;
  const ui::PlaneChoice& choice = m_plane.controls().choice();
  m_strip->setPossible(!m_points.isInUse() || (choice.across == 0 && choice.up == 1 && choice.folded == 0));
  m_strip->setCopyable(m_document.hasData() && ui::canBeCopied(*m_document.dataset()));
  placeEasel();
}

void PaintRoom::setTool(ui::PaintTool tool) {
  m_easel->setTool(tool);
  placeEasel();
  if (m_easel->isVisible() && !m_strip->isAncestorOf(QApplication::focusWidget())) m_easel->setFocus();
}

void PaintRoom::placeEasel() {
  if (m_frame == nullptr) return;
  // While hidden it has no height yet, and the strip would ask for room.
  const bool isLow = !m_frame->isVisible() || m_frame->height() < kLeastHeight;
  if (m_strip->isHidden() != isLow) {
    m_strip->setVisible(!isLow);
    m_frame->layout()->activate();  // the plane gives it room before the easel is laid over it
  }
  const bool isBegun = m_points.isOpen() && !m_points.isInUse();
  const bool hadFocus = m_easel->hasFocus();
  m_plane.setSideReserved(isBegun);
  m_easel->setVisible(!isLow && (isBegun || m_easel->tool() != ui::PaintTool::Look));
  if (hadFocus && m_easel->isHidden()) m_plane.view().setFocus();
  m_easel->setGeometry(m_plane.view().rect());
  m_easel->setSheet(m_plane.view().picturePlace());
  m_easel->raise();
}

bool PaintRoom::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize || event->type() == QEvent::Show) placeEasel();
  return QObject::eventFilter(watched, event);
}

}  // namespace pellucid::app
