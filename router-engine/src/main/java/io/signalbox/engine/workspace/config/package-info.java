/// Other programs' configurations: read ([ConfigReader]) and as values, each with its place in the
/// file ([ConfigFile], [ConfigValue]). Literal keys are not in them.
@NullMarked
package io.signalbox.engine.workspace.config;

import org.jspecify.annotations.NullMarked;
