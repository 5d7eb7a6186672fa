// SPDX-License-Identifier: GPL-3.0-or-later
// The changeable properties of one layer: the fields of its kind, each an edit of the document. Numbers are
// limited to what fits into the network.
#pragma once

#include <QCheckBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QWidget>

#include "ui/document/document.h"
#include "ui/widgets/activation_box.h"
#include "ui/widgets/number_box.h"

namespace pellucid::ui {

class LayerFields : public QWidget {
  Q_OBJECT

 public:
  /// The document must outlive the fields.
  explicit LayerFields(Document& document);
  ~LayerFields() override;

  /// A layer of the document's network, counted from 0.
  void showLayer(std::size_t layer);

 signals:
  void noted(const QString& message);

 private:
  void connectFields();
  /// Shows the fields of the kind, with their possible values.
  void showRows(const engine::LayerSpec& spec);
  void showPaddings(const engine::LayerSpec& spec);
  void showInitializers(const engine::LayerSpec& spec);
  const engine::LayerSpec& spec() const { return m_document.experiment().network.layers[m_layer]; }
  bool isOutput() const { return m_layer + 1 == m_document.experiment().network.layers.size(); }
  /// Reports why an edit was refused.
  void tell(const engine::Result<void>& result);
  void setRow(QWidget& field, bool isShown, const QString& label = {});

  Document& m_document;
  std::size_t m_layer = 0;
  QFormLayout* m_form;
  QSpinBox* m_units;
  QSpinBox* m_kernel;
  QSpinBox* m_stride;
  QComboBox* m_padding;
  NumberBox* m_rate;
  NumberBox* m_momentum;
  NumberBox* m_epsilon;
  ActivationBox* m_activation;
  QComboBox* m_initializer;
  NumberBox* m_rateFactor;
  QCheckBox* m_bias;
  QCheckBox* m_frozen;
};

}  // namespace pellucid::ui
