// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dataset_titles.h"

#include <QCoreApplication>
#include <QDir>
#include <QMap>

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct DatasetTitles {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::DatasetTitles)
};

}  // namespace

QString datasetTitle(const QString& name) {
  static const QMap<QString, QString> titles = {
      {"mnist", DatasetTitles::tr("MNIST (digits)")},
      {"fashion-mnist", DatasetTitles::tr("Fashion-MNIST (clothes)")},
      {"circle", DatasetTitles::tr("Circle")},
      {"xor", DatasetTitles::tr("Exclusive or (quarters)")},
      {"gauss", DatasetTitles::tr("Two clouds")},
      {"spiral", DatasetTitles::tr("Spiral")},
      {"pinwheel", DatasetTitles::tr("Pinwheel (three classes)")},
      {"plane", DatasetTitles::tr("Plane (a number)")},
      {"bumps", DatasetTitles::tr("Bumps (a number)")},
      {"curve", DatasetTitles::tr("Curve (a number)")},
      {"prices", DatasetTitles::tr("Prices of flats (a number)")},
      {"and", DatasetTitles::tr("AND (truth table)")},
      {"or", DatasetTitles::tr("OR (truth table)")},
      {"xor-gate", DatasetTitles::tr("XOR (truth table)")},
      {"painted", DatasetTitles::tr("Painted points")},
      {"drawn", DatasetTitles::tr("Drawings")},
      {"by-hand", DatasetTitles::tr("One step by hand (a number)")},
  };
  const QString base = name.section(',', 0, 0);
  if (titles.contains(base)) return titles[base] + name.mid(base.size()).replace(',', ", ");
  const QString folder = QDir(name).dirName();
  return folder.isEmpty() ? name : folder;
}

}  // namespace pellucid::ui
