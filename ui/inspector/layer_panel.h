// SPDX-License-Identifier: GPL-3.0-or-later
// The selected layer: its kind and cost, its fields, its activation with the z of a batch, and its weights as
// a heat map and as pictures.
#pragma once

#include <QLabel>
#include <QStackedWidget>
#include <QWidget>

#include "engine/inspect/layer_values.h"
#include "ui/document/document.h"
#include "ui/document/selection.h"
#include "ui/inspector/activation_plot.h"
#include "ui/inspector/layer_fields.h"
#include "ui/inspector/unit_pictures.h"
#include "ui/inspector/weight_map.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class LayerPanel : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive the panel.
  LayerPanel(Document& document, Selection& selection);

  /// Remembers the moment; draws only while it is visible.
  void showMoment(const MomentPtr& moment);

 signals:
  void noted(const QString& message);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void showLayer();
  void showFacts();
  void showWeights();
  void showStatistics();
  /// Requests the z of the next batch, which is computed elsewhere.
  void requestSpread();
  void showSpread(const ZSpread& spread);
  /// The selected layer of the moment's network; null while the moment is of another network.
  const engine::Layer* shown() const;

  Document& m_document;
  Selection& m_selection;
  MomentPtr m_moment;
  QStackedWidget* m_stack;
  QLabel* m_title;
  QLabel* m_sentence;
  QLabel* m_facts;
  LayerFields* m_fields;
  ActivationPlot* m_plot;
  QLabel* m_spreadCaption;
  WeightMap* m_map;
  UnitPictures* m_pictures;
  QLabel* m_range;
  QLabel* m_picturesCaption;
  QLabel* m_described;
  int m_momentsSince = 0;  ///< since the last spread, while training runs
  /// Used only by the job's thread.
  std::shared_ptr<engine::StepSamples> m_stepSamples = std::make_shared<engine::StepSamples>();
  BackgroundJob<ZSpread> m_job;
};

}  // namespace pellucid::ui
