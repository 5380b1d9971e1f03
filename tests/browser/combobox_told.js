// What the field #from and its list tell, as `combobox::Told` reads it.
const field = document.querySelector('#from');
const list = document.getElementById(field.getAttribute('aria-controls'));
const options = [...list.querySelectorAll('[role=option]')];
const pointed = field.getAttribute('aria-activedescendant');
const place = options.findIndex((option) => option.id === pointed);
return {
  value: field.value,
  caret: field.selectionStart,
  focused: document.activeElement === field,
  expanded: field.getAttribute('aria-expanded'),
  shown: list.checkVisibility(),
  options: options.map((option) => option.textContent.trim()),
  active: pointed === null ? -1 : place < 0 ? -2 : place,
  selected: options.flatMap((option, at) => option.getAttribute('aria-selected') === 'true' ? [at] : []),
  status: field.parentElement.querySelector('[role=status]').textContent,
  sent: new FormData(field.form).getAll('from'),
};
