/// A graph as endpoints of MLflow's AI Gateway ([MlflowExporter]).
@NullMarked
package io.signalbox.plugins.export.mlflow;

import org.jspecify.annotations.NullMarked;
