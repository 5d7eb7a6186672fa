// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of layers that can be added at one place: each with a picture and a sentence, or the reason why
// it does not fit there. A click or Return takes one; it can also be dragged to another place. Typing
// searches, Escape closes. It is shown over a stage, below the + that opened it.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <vector>

#include "engine/model/network_spec.h"

namespace pellucid::ui {

/// One kind at the requested place.
struct LayerOffer {
  engine::LayerKind kind = engine::LayerKind::Dense;
  QString refusal;             ///< why it does not fit there; empty where it does
  bool bringsFlatten = false;  ///< a Flatten would be added with it
};

class LayerPalette : public QFrame {
  Q_OBJECT

 public:
  /// Over `stage`, which owns it.
  explicit LayerPalette(QWidget& stage);
  ~LayerPalette() override;

  /// Beside `button`, in the stage's coordinates; the first kind that fits is chosen.
  void open(const std::vector<LayerOffer>& offers, const QRect& button);
  /// The rows, in order; for tests and tools that point at them.
  const QListWidget& list() const { return m_list; }

 signals:
  void chosen(pellucid::engine::LayerKind kind);
  /// A kind is being dragged, and where it was dropped, in the stage's coordinates.
  void dragged(pellucid::engine::LayerKind kind, QPoint at);
  void dropped(pellucid::engine::LayerKind kind, QPoint at);
  /// It has been closed, whether or not a kind was taken.
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void fill(const std::vector<LayerOffer>& offers);
  /// As tall as the search results, below the button.
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
