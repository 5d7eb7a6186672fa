// SPDX-License-Identifier: GPL-3.0-or-later
// What the plane shows, as controls: whose output, which inputs are its axes, and into which layer it is
// folded. Edits a value; knows no picture.
#pragma once

#include <QWidget>
#include <optional>

#include "engine/inspect/fold.h"
#include "ui/run/moment.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QToolButton;
class QVariantAnimation;

namespace pellucid::ui {

struct PlaneChoice {
  engine::Index across = 0;
  engine::Index up = 1;
  engine::Index output = 0;  ///< for several numeric answers
  bool isOfUnit = false;     ///< the selected unit's output instead of the network's
  bool hasTest = true;
  bool hasLines = true;
  engine::FoldAxes fold = {};
  double folded = 0;  ///< from 0, the plane, to 1, the layer
};

class PlaneControls : public QWidget {
  Q_OBJECT

 public:
  explicit PlaneControls(QWidget* parent = nullptr);

  /// Offers what this moment's network and data have.
  void showMoment(const Moment& moment);
  /// Whether a fold is a still picture rather than an animation.
  void setReducedMotion(bool isReduced) { m_isMotionReduced = isReduced; }
  const PlaneChoice& choice() const { return m_choice; }

 signals:
  /// By the user, or during the animation of a fold.
  void changed();

 private:
  void offerSubjects(const Moment& moment);
  void offerInputs(const Moment& moment);
  void offerLayers(const Moment& moment);
  void offerUnits();
  void chooseAxis(bool isAcross, int index);
  void moveFold(bool isFolded);
  void setFolded(double folded);
  void showRows();

  PlaneChoice m_choice;
  engine::DatasetPtr m_dataset;
  std::vector<engine::Index> m_units;  ///< for each layer
  QString m_unitText;
  bool m_isMotionReduced = false;
  bool m_isLayerChosen = false;  ///< by the user, to fold into

  QComboBox* m_subject;
  QWidget* m_axes;
  QComboBox* m_across;
  QComboBox* m_up;
  QCheckBox* m_test;
  QCheckBox* m_lines;
  QWidget* m_foldRow;
  QToolButton* m_fold;
  QSlider* m_way;
  QWidget* m_foldAxes;
  QComboBox* m_layer;
  QComboBox* m_unitAcross;
  QComboBox* m_unitUp;
  QVariantAnimation* m_motion;
};

}  // namespace pellucid::ui
