// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of the user's own: the easel over the plane with its tools, the page of drawn signs, and the doors
// that lead to them. Lives on the window's thread.
#pragma once

#include <QObject>

#include "ui/actions/actions.h"
#include "ui/paint/easel.h"
#include "ui/paint/own_desk.h"
#include "ui/plane/plane_panel.h"
#include "ui/workspace/panel.h"

namespace pellucid::ui {
class PaintStrip;
class SignPage;
}  // namespace pellucid::ui

namespace pellucid::app {

class PaintRoom : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  PaintRoom(ui::Document& document, ui::PlanePanel& plane, ui::Actions& actions);

  /// The plane's panel with the tools above it. Call once; the window takes ownership of its widget.
  ui::Panel withTools(ui::Panel plane);
  ui::Panel makeSigns();
  /// Opens the plane's workspace with an empty sheet, or with what has been painted.
  void beginPoints();
  /// Begins an empty set of signs, or opens those that have been drawn.
  void beginSigns();

  ui::Easel& easel() { return *m_easel; }
  ui::PaintStrip& strip() { return *m_strip; }
  ui::SignPage& signPage() { return *m_signs; }
  ui::OwnDesk& points() { return m_points; }
  ui::OwnDesk& signSet() { return m_drawings; }

 signals:
  /// Something the user should know.
  void noted(const QString& message);
  /// The page of the signs should be shown.
  void signsWanted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void placeEasel();
  void setTool(ui::PaintTool tool);
  void followPlane();
  void copyPoints();

  ui::Document& m_document;
  ui::PlanePanel& m_plane;
  ui::Actions& m_actions;
  ui::OwnDesk m_points;
  ui::OwnDesk m_drawings;
  // Owned by the window.
  ui::Easel* m_easel;
  ui::PaintStrip* m_strip = nullptr;
  ui::SignPage* m_signs = nullptr;
  QWidget* m_frame = nullptr;
};

}  // namespace pellucid::app
