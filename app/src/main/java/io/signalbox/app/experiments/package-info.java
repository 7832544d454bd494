/// Experiments: how their branches compare.
@NullMarked
package io.signalbox.app.experiments;

import org.jspecify.annotations.NullMarked;
