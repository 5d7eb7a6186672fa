// SPDX-License-Identifier: GPL-3.0-or-later
// The selected layer: its units, activation and padlock to change, its weights as a heat map and as pictures.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QStackedWidget>
#include <QWidget>

#include "ui/document/document.h"
#include "ui/document/selection.h"
#include "ui/inspector/unit_pictures.h"
#include "ui/inspector/weight_map.h"

namespace pellucid::ui {

class LayerPanel : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive the panel.
  LayerPanel(Document& document, Selection& selection);
  ~LayerPanel() override;

  /// Remembers the moment; draws only while it is visible.
  void showMoment(const MomentPtr& moment);

 signals:
  void noted(const QString& message);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void showLayer();
  /// Why an edit was refused.
  void tell(const engine::Result<void>& result);
  void showWeights();

  Document& m_document;
  Selection& m_selection;
  MomentPtr m_moment;
  QStackedWidget* m_stack;
  QLabel* m_title;
  QSpinBox* m_units;
  QComboBox* m_activation;
  QCheckBox* m_frozen;
  WeightMap* m_map;
  UnitPictures* m_pictures;
  QLabel* m_range;
  QLabel* m_picturesCaption;
  QLabel* m_described;
};

}  // namespace pellucid::ui
