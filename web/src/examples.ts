/** The tabs of a first visit, in this order. The same files are run against the schema by the tests. */
import openWeightsClosedTraining from '../queries/01-open-weights-closed-training.graphql';
import recipeOfAModel from '../queries/02-recipe-of-a-model.graphql';
import whyThisClass from '../queries/03-why-this-class.graphql';
import whoControlsThisLabOnADay from '../queries/04-who-controls-this-lab-on-a-day.graphql';
import modelsUnderALicence from '../queries/05-models-under-a-licence.graphql';
import searchAndLookup from '../queries/06-search-and-lookup.graphql';
import mayWeUseIt from '../queries/07-may-we-use-it.graphql';
import licenseConflicts from '../queries/08-license-conflicts.graphql';
import dependencies from '../queries/09-dependencies.graphql';
import howAreTheyTied from '../queries/10-path.graphql';
import byEachDefinition from '../queries/11-definitions.graphql';
import unknownAndDisputed from '../queries/12-unknown-and-disputed.graphql';
import concentration from '../queries/13-concentration.graphql';
import openWashing from '../queries/14-open-washing.graphql';
import compareModels from '../queries/15-compare-models.graphql';
import indicesSideBySide from '../queries/16-indices-side-by-side.graphql';
import dutiesUnderTheAiAct from '../queries/17-duties-under-the-ai-act.graphql';
import whatIfAPurchase from '../queries/18-what-if-a-purchase.graphql';
import whatIfARelease from '../queries/19-what-if-a-release.graphql';

export const EXAMPLES: string[] = [
  openWeightsClosedTraining,
  recipeOfAModel,
  whyThisClass,
  byEachDefinition,
  openWashing,
  whoControlsThisLabOnADay,
  modelsUnderALicence,
  searchAndLookup,
  mayWeUseIt,
  compareModels,
  licenseConflicts,
  dependencies,
  howAreTheyTied,
  unknownAndDisputed,
  concentration,
  indicesSideBySide,
  dutiesUnderTheAiAct,
  whatIfAPurchase,
  whatIfARelease,
];
