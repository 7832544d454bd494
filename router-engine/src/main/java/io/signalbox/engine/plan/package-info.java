/// Plans that the user has bought: calls of their models cost nothing more until a quota is used
/// up. They stand in `plans.yaml` of the home.
@NullMarked
package io.signalbox.engine.plan;

import org.jspecify.annotations.NullMarked;
