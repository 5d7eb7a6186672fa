// SPDX-License-Identifier: GPL-3.0-or-later
// The field in which a weight or a bias is typed or stepped by hand. Every new value takes effect
// immediately; Return or a click elsewhere keeps it, Escape restores the original value. For a value that is
// not a number it says so, and the arrow keys begin at 0.
#pragma once

#include "ui/run/moment.h"
#include "ui/widgets/number_box.h"

namespace pellucid::ui {

using engine::Index;

/// One parameter of the network, with its name in edits.
struct Parameter {
  Index index = 0;  ///< in the flat vector
  QString name;     ///< "w from x1 to Hidden 1, unit 2"
  double value = 0;
};

/// A dense layer's weight from `from` to unit `to`.
Parameter weightParameter(const Moment& moment, std::size_t layer, Index from, Index to);
/// A dense layer's bias; it must have one.
Parameter biasParameter(const Moment& moment, std::size_t layer, Index unit);

class ParameterEditor : public NumberBox {
  Q_OBJECT

 public:
  explicit ParameterEditor(QWidget* parent);

  /// Opens beside `at`, inside the parent.
  void open(const Parameter& parameter, QPointF at);

 signals:
  /// `before` is the parameter it was opened with.
  void valueSet(const pellucid::ui::Parameter& before, double value);
  /// Closed with a different value than it was opened with.
  void finished(const pellucid::ui::Parameter& before, double value);

 protected:
  void stepBy(int steps) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void showValue(double value);
  void close(bool keeps);
  /// Whether nothing has been typed yet in place of a value that is not a number.
  bool isNoNumber() const { return !specialValueText().isEmpty() && value() == minimum(); }

  Parameter m_parameter;
  bool m_hasSet = false;  ///< a different value since it was opened
};

}  // namespace pellucid::ui
