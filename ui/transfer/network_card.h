// SPDX-License-Identifier: GPL-3.0-or-later
// One network of the live demonstration: the source or an arm, layer by layer with its weights, how far they
// have moved, and a padlock for each layer that can learn. GUI thread; draws the content of an
// engine::RacePicture.
#pragma once

#include <QFrame>
#include <optional>
#include <vector>

#include "ui/transfer/live_arms.h"

class QLabel;
class QToolButton;

namespace pellucid::ui {

class LayerPicture;

class NetworkCard : public QFrame {
  Q_OBJECT

 public:
  /// The source's card where `arm` is empty.
  NetworkCard(const engine::RacePicture& picture, std::optional<std::size_t> arm, QWidget* parent = nullptr);

  void setPicture(const std::shared_ptr<const engine::RacePicture>& picture);
  /// The padlock of a layer; null where it cannot learn.
  QToolButton* padlock(std::size_t layer) const { return m_rows[layer].padlock; }

 signals:
  void frozenChosen(std::size_t layer, bool isFrozen);

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Row {
    QToolButton* padlock = nullptr;
    QLabel* drift = nullptr;
    LayerPicture* picture = nullptr;
    std::optional<bool> isFrozen =
        {};                 ///< as the padlock is drawn; nothing before that, and in another theme
    bool areUnits = false;  ///< shown as units, rather than as a matrix
    std::vector<engine::Index> units = {};
    double range = 1;  ///< full colour: the source's, so that the cards are comparable
  };
  QWidget* makeRow(const engine::RacePicture& picture, std::size_t layer);
  void showRow(std::size_t layer);
  void showPadlock(std::size_t layer);
  void showImages(std::size_t layer);
  void showFigures();
  /// Whether a layer's weights differ from those of the previous picture.
  bool hasMoved(std::size_t layer, const engine::RacePicture& before) const;
  const engine::Network& network() const { return m_arm ? *m_shown->network : *m_shown->source; }
  const engine::Vector& weights() const;

  std::optional<std::size_t> m_arm;
  std::shared_ptr<const engine::RacePicture> m_shown;
  QLabel* m_target;
  QLabel* m_figures;
  int m_matrixHeight;
  std::vector<Row> m_rows;
};

}  // namespace pellucid::ui
