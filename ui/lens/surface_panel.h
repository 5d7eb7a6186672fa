// SPDX-License-Identifier: GPL-3.0-or-later
// "Which way did it come?": the height map of the loss, what it is a map of, and the value under the pointer.
// GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/lens/surface_looks.h"

class QLabel;
class QToolButton;

namespace pellucid::ui {

class ElidedLabel;
class SegmentedControl;
class SurfaceView;

class SurfacePanel : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit SurfacePanel(SurfaceLooks& looks, QWidget* parent = nullptr);

  SurfaceView& view() { return *m_view; }

 signals:
  /// The network is to be shown as it was after this step of the map's path.
  void stepWanted(qint64 step);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();
  void showCaption();
  void showReadout();
  QString emptyText() const;

  SurfaceLooks& m_looks;
  SegmentedControl* m_kind;
  QToolButton* m_again;
  QLabel* m_caption;
  SurfaceView* m_view;
  ElidedLabel* m_readout;
  QTimer m_progress;  ///< while a map is being made
};

}  // namespace pellucid::ui
