// SPDX-License-Identifier: GPL-3.0-or-later
// Computes decision fields off the window's thread: one at a time, so that there is something new to see
// while training continues; of those waiting, only the latest counts. Painting requests them, so what is not
// visible costs nothing. GUI thread.
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "engine/inspect/decision_field.h"
#include "engine/train/snapshot.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

/// Whether units have fields, which is so for data with two original inputs.
inline bool isPlane(const engine::Dataset& dataset) {
  return engine::ownInputs(dataset) == 2 && !dataset.shape.isImage();
}

class DecisionFields : public QObject {
  Q_OBJECT

 public:
  /// For the snapshot's network on data with two original inputs. Repeating a request costs nothing.
  void request(std::shared_ptr<const engine::Snapshot> snapshot, engine::DatasetPtr dataset);
  /// The latest finished one; null before the first, and after forget().
  const engine::DecisionField* newest() const { return m_newest.get(); }
  void forget();

 signals:
  void changed();

 private:
  using Field = std::shared_ptr<const engine::DecisionField>;
  struct Order {
    std::shared_ptr<const engine::Snapshot> snapshot;
    engine::DatasetPtr dataset;
  };
  void compute();
  void take(Field field);

  std::optional<Order> m_waiting;
  std::shared_ptr<const engine::Snapshot> m_asked;
  engine::DatasetPtr m_planeOf;
  engine::Plane m_plane;
  Field m_newest;
  BackgroundJob<Field> m_job;
};

}  // namespace pellucid::ui
