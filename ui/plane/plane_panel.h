// SPDX-License-Identifier: GPL-3.0-or-later
// The plane, large: what the network, or a unit of it, answers to every input, with the samples; the curve of
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

  /// Whether the view leaves room for controls that are not there, so that it does not jump when they come.
  void setSideReserved(bool isReserved);

  PlaneView& view() { return *m_view; }
  PlaneControls& controls() { return *m_controls; }
  PlaneLegend& legend() { return *m_legend; }
  /// What is told of the place under the pointer, or of the input that is shown.
  QString readout() const;
  /// Pictures that have been painted on the window; frames a second are measured by it.
  std::int64_t paintedPictures() const { return m_paintedPictures; }

 signals:
  void sampleChosen(bool isTest, qint64 index);
  /// These numbers are to be the input.
  void inputSet(const engine::Vector& values);
  void sampleAgainRequested();
  /// The axes are others, or the picture stands elsewhere, without the user having chosen so.
  void laidOut();

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// Whose answer is to be shown now: that of a unit that is pointed at goes before what is chosen.
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
