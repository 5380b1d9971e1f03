// Lets axe judge the page that is shown, and gives back one sentence for each rule that is broken.
const done = arguments[arguments.length - 1];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const place = ({target, failureSummary}) => `${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`;
const sentence = ({id, help, nodes}) => `${id}: ${help}, ${nodes.length} times, as at ${nodes.slice(0, 2).map(place).join(' and ')}`;
axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(
  ({violations}) => done(violations.map(sentence)),
  (error) => done([`axe fails: ${error}`]),
);
