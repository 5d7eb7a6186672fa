// SPDX-License-Identifier: GPL-3.0-or-later
// "What has it learned?": the maps of all layers side by side, with their subject and the user's choices. GUI
// thread.
#pragma once

#include <QWidget>

#include "engine/data/dataset.h"
#include "ui/document/selection.h"
#include "ui/maps/map_looks.h"
#include "ui/maps/tsne_maps.h"

class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace pellucid::ui {

class ClassLegend;
class ElidedLabel;
class MapsView;
class SegmentedControl;

class MapsPanel : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive it.
  MapsPanel(MapLooks& looks, Selection& selection, QWidget* parent = nullptr);

  MapsView& view() { return *m_view; }
  TsneMaps& tsne() { return m_tsne; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QLayout* makeControls();
  QWidget* makeTsneControls();
  bool isByTsne() const;
  /// Starts t-SNE of the newest look, when training rests and the current layout is of another look or other
  /// settings. While training runs, other settings apply to the look already laid out.
  void layOutSoon();
  void refresh();
  void showMaps();
  void showPlaces();
  void showTsne();
  void showWhich();
  QString emptyText() const;

  MapLooks& m_looks;
  Selection& m_selection;
  MapsView* m_view;
  QLabel* m_heading;
  ElidedLabel* m_caption;
  ClassLegend* m_legend;
  QComboBox* m_which;
  QComboBox* m_source;
  QComboBox* m_most;
  SegmentedControl* m_method;
  QWidget* m_tsneControls;
  QSpinBox* m_perplexity;
  QSpinBox* m_seed;
  QToolButton* m_again;
  ElidedLabel* m_progress;
  TsneMaps m_tsne;
};

}  // namespace pellucid::ui
