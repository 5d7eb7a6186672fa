// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer makes of the sample that is shown, large: the map that is chosen with its gradient, its
// kernels with theirs, and all maps of the layer; of other layers all units. Every number is the moment's.
// Lives on the window's thread.
#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/units/picture_grid.h"
#include "ui/units/titled_picture.h"
#include "ui/units/unit_weights.h"
#include "ui/units/units.h"

namespace pellucid::ui {

class MapsPage : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit MapsPage(Units& units);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();
  /// Of another layer, or a smaller one, the square that was pointed at is none.
  void forgetPointed();
  /// Whether the layer has something at the square of the two large pictures.
  bool hasSquare(QPoint square) const;
  void showInput();
  void showMap();
  void showKernels();
  void showAll();
  /// Which unit of the layer a square of the two large pictures is.
  engine::Index unitAt(QPoint square) const;
  void point(std::optional<QPoint> square);

  Units& m_units;
  QLabel* m_caption;
  TitledPicture* m_input;
  TitledPicture* m_map;
  TitledPicture* m_gradient;
  TitledPicture* m_kernels;
  TitledPicture* m_kernelGradients;
  TitledPicture* m_all;
  std::vector<WeightPicture> m_weights;
  PictureGrid m_kernelGrid;
  PictureGrid m_allGrid;
  std::optional<QPoint> m_pointed;  ///< in the two large pictures
  std::size_t m_pointedLayer = 0;   ///< whose square that is, and of which network
  std::shared_ptr<const engine::Network> m_pointedNetwork;
};

}  // namespace pellucid::ui
