// Lets axe judge the page that is shown, and gives back one sentence for each violation.
const done = arguments[arguments.length - 1];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const sentence = ({id, help}, {target, failureSummary}) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`;
axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(
  ({violations}) => done(violations.flatMap((rule) => rule.nodes.map((node) => sentence(rule, node)))),
  (error) => done([`axe fails: ${error}`]),
);
