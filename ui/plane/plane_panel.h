// SPDX-License-Identifier: GPL-3.0-or-later
// The plane, large: the output of the network, or of a unit, for every input, with the samples; the curve of
// one input; or the plane as a hidden layer sees it. Shows Moments; chooses samples and inputs by signals.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/plane/plane_controls.h"
#include "ui/plane/plane_pictures.h"

class QBoxLayout;

namespace pellucid::ui {

class ElidedLabel;
class PlaneLegend;
class PlaneView;

class PlanePanel : public QWidget {
  Q_OBJECT

 public:
  /// The selection must outlive the panel.
  explicit PlanePanel(Selection& selection);

  void showMoment(const MomentPtr& moment);
  void setReducedMotion(bool isReduced) { m_controls->setReducedMotion(isReduced); }

  /// Whether the view leaves room for missing controls, so that it does not jump when they appear.
  void setSideReserved(bool isReserved);

  PlaneView& view() { return *m_view; }
  PlaneControls& controls() { return *m_controls; }
  PlaneLegend& legend() { return *m_legend; }
  /// The text about the place under the pointer, or about the shown input.
  QString readout() const;
  /// Pictures painted on the window; used to measure frames per second.
  std::int64_t paintedPictures() const { return m_paintedPictures; }

 signals:
  void sampleChosen(bool isTest, qint64 index);
  /// These values are to be the input.
  void inputSet(const engine::Vector& values);
  void sampleAgainRequested();
  /// The axes have changed, or the picture has moved, without a choice by the user.
  void laidOut();

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// Whose output to show now: a unit that is pointed at takes precedence over the chosen one.
  PlaneSubject subject() const;
  bool isCurve() const;
  bool isFolded() const;
  std::optional<engine::Index> up() const;
  PlaneMeaning meaning() const;
  void ask();
  void takePicture();
  void showAxes();
  void showReadout();
  void showHere();
  engine::Vector inputsAt(QPointF value) const;
  void arrange();
  void showSide(bool isShown);

  Selection& m_selection;
  MomentPtr m_moment;
  engine::DatasetPtr m_askedData;  ///< of the newest question
  bool m_isSideReserved = false;
  bool m_isStale = false;  ///< something has changed while it was hidden
  std::optional<QPointF> m_pointed;
  std::int64_t m_paintedPictures = 0;

  PlanePictures m_pictures;
  PlaneView* m_view;
  PlaneControls* m_controls;
  PlaneLegend* m_legend;
  ElidedLabel* m_place;
  ElidedLabel* m_answer;
  QWidget* m_side;
  QBoxLayout* m_sideRows;
};

}  // namespace pellucid::ui
