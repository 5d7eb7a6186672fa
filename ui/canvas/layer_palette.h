// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of layers that can be added at one place: each with a picture and a sentence, and where it does
// not fit there, why. A click or Return takes one; it can also be dragged out to another place. Typing
// searches, Escape closes. It lies over a stage, below the + that it was opened by.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <vector>

#include "engine/model/network_spec.h"

namespace pellucid::ui {

/// One kind at the place that is asked for.
struct LayerOffer {
  engine::LayerKind kind = engine::LayerKind::Dense;
  QString refusal;             ///< why it does not fit there; empty where it does
  bool bringsFlatten = false;  ///< a Flatten would come along
};

class LayerPalette : public QFrame {
  Q_OBJECT

 public:
  /// Over `stage`, which owns it.
  explicit LayerPalette(QWidget& stage);
  ~LayerPalette() override;

  /// Beside `button`, in the stage's coordinates; the first kind that fits is chosen.
  void open(const std::vector<LayerOffer>& offers, const QRect& button);
  /// The rows, in their order; for tests and tools that point at them.
  const QListWidget& list() const { return m_list; }

 signals:
  void chosen(pellucid::engine::LayerKind kind);
  /// A kind is on its way, and where it was let go, in the stage's coordinates.
  void dragged(pellucid::engine::LayerKind kind, QPoint at);
  void dropped(pellucid::engine::LayerKind kind, QPoint at);
  /// It has been closed, taken or not.
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void fill(const std::vector<LayerOffer>& offers);
  /// As high as what is found, below the button.
  void place();
  void search();
  void moveBy(int rows);
  void take(const QListWidgetItem* item);
  bool followPointer(QEvent* event);

  QLineEdit m_search;
  QListWidget m_list;
  QRect m_button;
  QPoint m_pressedAt;
  QListWidgetItem* m_pressed = nullptr;
  bool m_isDragging = false;
};

}  // namespace pellucid::ui
