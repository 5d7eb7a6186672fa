// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curve_export.h"

#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>

#include "app/long_name_hint.h"

namespace pellucid::app {
namespace {

engine::Bytes pngOf(const ui::CurveFigures& figures) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  const bool isWritten = ui::imageOf(figures).save(&buffer, "png");
  engine::check(isWritten, "pngOf: writes into memory");
  return {bytes.begin(), bytes.end()};
}

engine::Bytes svgBytesOf(const ui::CurveFigures& figures) {
  const QByteArray bytes = ui::svgOf(figures);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

CurveExport::CurveExport(ProjectFiles& files, ui::CurvesPanel& curves, ui::Actions& actions, QWidget& window)
    : m_files(files), m_curves(curves), m_window(window) {
  connect(&actions[ui::ActionId::ExportCurves], &QAction::triggered, this, &CurveExport::ask);
  connect(&actions[ui::ActionId::CopyCurves], &QAction::triggered, this, [this] {
    m_curves.copyPicture();
    emit done(tr("Copied the picture of the curves."));
  });
  connect(&curves, &ui::CurvesPanel::exportRequested, this, &CurveExport::ask);
}

void CurveExport::ask() {
  struct Format {
    QString filter;
    QString ending;
  };
  const Format formats[] = {{tr("Tables (*.csv)"), QStringLiteral("csv")},
                            {tr("Drawings (*.svg)"), QStringLiteral("svg")},
                            {tr("Pictures (*.png)"), QStringLiteral("png")}};
  QFileDialog dialog(&m_window, tr("Export the curves"), QFileInfo(m_files.source()).path());
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setFileMode(QFileDialog::AnyFile);
  QStringList filters;
  for (const Format& format : formats) filters << format.filter;
  dialog.setNameFilters(filters);
  // The name follows the filter, so that the question about replacing a file is about the right one.
  const auto follow = [&](const QString& filter) {
    for (const Format& format : formats)
      if (format.filter == filter) {
        dialog.setDefaultSuffix(format.ending);
        const QString name = QFileInfo(dialog.selectedFiles().value(0)).completeBaseName();
        dialog.selectFile((name.isEmpty() ? tr("curves") : name) + '.' + format.ending);
      }
  };
  connect(&dialog, &QFileDialog::filterSelected, this, follow);
  dialog.selectFile(tr("curves.csv"));
  dialog.setDefaultSuffix(formats[0].ending);
  explainLongNames(dialog);
  if (dialog.exec() == QDialog::Accepted) exportTo(dialog.selectedFiles().value(0));
}

void CurveExport::exportTo(const QString& path) {
  const QString ending = QFileInfo(path).suffix().toLower();
  if (ending != QLatin1String("svg") && ending != QLatin1String("png"))
    return m_files.exportCurvesTo(path, [this, path] {
      emit done(tr("Exported the curves as %1. Its columns are step, epoch, loss and accuracy of the batches "
                   "and of the tests, seconds, learning rate, gradient norm and update ratio.")
                    .arg(QFileInfo(path).fileName()));
    });
  const bool isDrawing = ending == QLatin1String("svg");
  const auto figures = std::make_shared<const ui::CurveFigures>(m_curves.figures());
  m_files.exportTo(
      path,
      [figures, isDrawing]() -> engine::Result<engine::Bytes> {
        return isDrawing ? svgBytesOf(*figures) : pngOf(*figures);
      },
      [this, path] { emit done(tr("Saved the curves as the picture %1.").arg(QFileInfo(path).fileName())); });
}

}  // namespace pellucid::app
