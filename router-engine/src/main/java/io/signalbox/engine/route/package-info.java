/// Walks a graph for one request. Entry type is [Router]; it makes an [RoutePlan], which names the
/// next model to call, given what has failed so far. Pure: the same [Facts] in the same [World]
/// take the same route. Time, health, spend and turns come in through the world.
@NullMarked
package io.signalbox.engine.route;

import org.jspecify.annotations.NullMarked;
