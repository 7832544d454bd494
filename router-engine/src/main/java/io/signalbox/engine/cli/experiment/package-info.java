/// What experiments show.
@NullMarked
package io.signalbox.engine.cli.experiment;

import org.jspecify.annotations.NullMarked;
