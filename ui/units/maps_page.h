// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer makes of the sample shown, enlarged: the chosen map with its gradient, its kernels with
// theirs, and all maps of the layer; for other layers all units. Every value is the moment's. Lives on the
// window's thread.
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
  /// Drops the pointed-at square when it belongs to another layer, or no longer exists in a smaller one.
  void forgetPointed();
  /// Whether the layer has a value at this square of the two large pictures.
  bool hasSquare(QPoint square) const;
  void showInput();
  void showMap();
  void showKernels();
  void showAll();
  /// The unit of the layer at a square of the two large pictures.
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
  std::size_t m_pointedLayer = 0;   ///< the layer and the network of that square
  std::shared_ptr<const engine::Network> m_pointedNetwork;
};

}  // namespace pellucid::ui
